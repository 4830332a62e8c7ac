package io.charttagger.warmup;

import java.nio.ByteBuffer;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;

/**
 * The first message of a TLS connection, as Java's HTTP client sends it, written to nobody. The
 * stand-in has no certificate that anybody trusts, so it is spoken to in plain text; with this the
 * trusted certificates are read, and half of the classes of a handshake are loaded. Its keys are
 * left to the collector.
 */
public final class TlsHello {
  private TlsHello() {}

  /** Makes one. */
  public static void make() {
    try {
      SSLEngine engine = SSLContext.getDefault().createSSLEngine("example.invalid", 443);
      SSLParameters parameters = engine.getSSLParameters();
      parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      engine.setSSLParameters(parameters);
      engine.setUseClientMode(true);
      engine.beginHandshake();
      ByteBuffer hello = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
      var _ = engine.wrap(ByteBuffer.allocate(0), hello);
    } catch (NoSuchAlgorithmException | SSLException failure) {
      throw new IllegalStateException("this Java cannot begin a TLS connection", failure);
    }
  }
}
