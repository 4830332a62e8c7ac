package io.charttagger.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;

/**
 * Authorities of the benchmark's own, and servers' certificates that they signed, made with the
 * JDK's {@code keytool}.
 *
 * @see <a href="https://docs.oracle.com/en/java/javase/25/docs/specs/man/keytool.html">keytool</a>
 */
final class Certificates {
  static final String PASSWORD = "changeit";

  private static final String LOOPBACK = " -ext san=ip:127.0.0.1";
  private static final Path JAVA = Path.of(System.getProperty("java.home"));

  private final Path directory;
  private final KeyStore all;

  private Certificates(Path directory) throws IOException, GeneralSecurityException {
    this.directory = directory;
    // With keys of the kinds that GitHub and AWS have.
    keytool("github-authority -keyalg EC -groupname secp384r1 -ext bc:c");
    keytool("aws-authority -keyalg RSA -keysize 2048 -sigalg SHA256withRSA -ext bc:c");
    keytool("github -keyalg EC -groupname secp256r1 -signer github-authority" + LOOPBACK);
    keytool("aws -keyalg RSA -keysize 2048 -signer aws-authority -sigalg SHA256withRSA" + LOOPBACK);
    this.all = read(store());
  }

  /** Makes the keys, for files in that directory. */
  static Certificates create(Path directory) {
    try {
      return new Certificates(directory);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
  }

  /** A key store with the one key of that server. */
  KeyStore of(String server) throws GeneralSecurityException, IOException {
    KeyStore one = KeyStore.getInstance("PKCS12");
    one.load(null, PASSWORD.toCharArray());
    one.setKeyEntry(
        server,
        all.getKey(server, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        all.getCertificateChain(server));
    return one;
  }

  /** What a process has to be started with to trust the authorities beside all that Java trusts. */
  List<String> flags() {
    Path trusted = directory.resolve("trusted.p12");
    try (OutputStream file = Files.newOutputStream(trusted)) {
      KeyStore store = read(JAVA.resolve("lib/security/cacerts"));
      for (String authority : List.of("github-authority", "aws-authority")) {
        store.setCertificateEntry(authority, all.getCertificate(authority));
      }
      store.store(file, PASSWORD.toCharArray());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException(failure);
    }
    return List.of(
        "-Djavax.net.ssl.trustStore=" + trusted, "-Djavax.net.ssl.trustStorePassword=" + PASSWORD);
  }

  private Path store() {
    return directory.resolve("keys.p12");
  }

  private void keytool(String wanted) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(JAVA.resolve("bin/keytool").toString());
    command.addAll(List.of("-genkeypair", "-dname", "CN=bench", "-validity", "2", "-alias"));
    command.addAll(List.of(wanted.split(" ", -1)));
    command.addAll(List.of("-keystore", store().toString(), "-storepass", PASSWORD));
    Process made = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(made.getInputStream().readAllBytes(), UTF_8);
    try {
      if (made.waitFor() != 0) {
        throw new IllegalStateException("keytool failed: " + said);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  private static KeyStore read(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }
}
