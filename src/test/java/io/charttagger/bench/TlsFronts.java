package io.charttagger.bench;

import io.charttagger.local.LocalCloud;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The local cloud over TLS. */
final class TlsFronts implements AutoCloseable {
  private final Map<String, String> environment;
  private final List<TlsFront> fronts = new ArrayList<>();

  private TlsFronts(LocalCloud cloud, Certificates certificates)
      throws GeneralSecurityException, IOException {
    this.environment = new HashMap<>(cloud.environment());
    KeyStore github = certificates.of("github");
    KeyStore aws = certificates.of("aws");
    put("GITHUB_API_URL", URI.create(cloud.github().url()), github);
    put("AWS_ENDPOINT_URL_DYNAMODB", cloud.dynamoDb().url(), aws);
    put("AWS_ENDPOINT_URL_SECRETS_MANAGER", cloud.secrets().url(), aws);
  }

  /** Starts before all that a function speaks to. */
  static TlsFronts of(LocalCloud cloud, Certificates certificates) {
    try {
      return new TlsFronts(cloud, certificates);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** The cloud's environment for a function, with the addresses of these. */
  Map<String, String> environment() {
    return Map.copyOf(environment);
  }

  @Override
  public void close() {
    fronts.forEach(TlsFront::close);
  }

  private void put(String variable, URI plain, KeyStore certificate) {
    TlsFront front = TlsFront.of(plain, certificate);
    fronts.add(front);
    environment.put(variable, front.url());
  }
}
