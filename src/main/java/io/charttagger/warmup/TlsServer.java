package io.charttagger.warmup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * TLS on the loopback interface, with a certificate of its own. Only a client that is given {@link
 * #trust} accepts it; nothing is added to what this Java trusts.
 */
public final class TlsServer {
  private static final int BACKLOG = 50;
  private static final char[] NO_PASSWORD = {};
  // What GitHub and AWS choose among those that Java offers.
  private static final String CIPHER_SUITE = "TLS_AES_128_GCM_SHA256";
  private static final String HTTP_2 = "h2";

  private final LoopbackCertificates made;
  private final X509Certificate certificate;
  private final TrustManager[] trust;
  private final ServerSocket socket;

  private TlsServer(LoopbackCertificates made) throws GeneralSecurityException, IOException {
    this.made = made;
    this.certificate = made.server();
    KeyStore authorities = empty();
    authorities.setCertificateEntry("authority", made.authority());
    TrustManagerFactory judges = judges();
    judges.init(authorities);
    this.trust = judges.getTrustManagers();
    KeyStore store = empty();
    Certificate[] chain = {certificate};
    store.setKeyEntry("server", made.keys().getPrivate(), NO_PASSWORD, chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    this.socket =
        context(keys.getKeyManagers(), new TrustManager[0])
            .getServerSocketFactory()
            .createServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
  }

  /** Listens, with keys and a certificate of that kind. */
  static TlsServer open(CertificateKind kind) throws IOException {
    try {
      return new TlsServer(new LoopbackCertificates(kind));
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("this Java cannot make a certificate", failure);
    }
  }

  ServerSocket socket() {
    return socket;
  }

  /** Where it is. */
  public URI url() {
    return URI.create("https://127.0.0.1:" + socket.getLocalPort());
  }

  /** What a client needs to accept the certificate. */
  public TrustManager[] trust() {
    return trust.clone();
  }

  /** The same with all else that a client needs. */
  public SSLContext clientContext() {
    try {
      return context(new KeyManager[0], trust);
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("this Java has no TLS", failure);
    }
  }

  /**
   * Whether a client accepts the certificate that trusts what Java trusts, which would be a
   * mistake. The answer takes preparing all of Java's authorities, which the first connection after
   * a restore then finds done.
   */
  public boolean isTrustedByJava() {
    try {
      TrustManagerFactory judges = judges();
      judges.init((KeyStore) null);
      X509Certificate[] chain = {certificate};
      for (TrustManager java : judges.getTrustManagers()) {
        ((X509TrustManager) java).checkServerTrusted(chain, "UNKNOWN");
      }
      return true;
    } catch (CertificateException refused) {
      return false;
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("this Java cannot judge a certificate", failure);
    }
  }

  /**
   * A client's judgement of another certificate of this server. Java keeps what it found of one
   * that it has seen.
   */
  public void judgeAnother() {
    try {
      X509Certificate[] chain = {made.server()};
      ((X509TrustManager) trust[0]).checkServerTrusted(chain, "UNKNOWN");
    } catch (GeneralSecurityException failure) {
      throw new IllegalStateException("the certificate of the warm-up is not accepted", failure);
    }
  }

  /** Shakes hands with a client; true when both agree on HTTP/2. */
  static boolean isHttp2(SSLSocket connection) throws IOException {
    SSLParameters parameters = connection.getSSLParameters();
    parameters.setCipherSuites(new String[] {CIPHER_SUITE});
    parameters.setApplicationProtocols(new String[] {HTTP_2});
    connection.setSSLParameters(parameters);
    connection.startHandshake();
    return HTTP_2.equals(connection.getApplicationProtocol());
  }

  private static TrustManagerFactory judges() throws GeneralSecurityException {
    return TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
  }

  private static SSLContext context(KeyManager[] keys, TrustManager[] trust)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust, null);
    return context;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, NO_PASSWORD);
    return store;
  }
}
