package io.charttagger.local.lambda;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The native library of the runtime interface client, unpacked once for this JVM. The client itself
 * would have each process unpack it to one path in /tmp, over the very file that its neighbours
 * have mapped, and they would abort.
 */
final class NativeRuntime {
  private static final Path LIBRARY = unpack();

  private NativeRuntime() {}

  /** The JVM option that names the library. */
  static String option() {
    return "-Dcom.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI="
        + LIBRARY;
  }

  private static Path unpack() {
    String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
    String name = "/jni/libaws-lambda-jni.linux-" + architecture + ".so";
    try (InputStream packed = NativeRuntime.class.getResourceAsStream(name)) {
      if (packed == null) {
        throw new IllegalStateException("the runtime interface client has no " + name);
      }
      Path library = Files.createTempFile("lambda-runtime", ".so");
      library.toFile().deleteOnExit();
      Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
      return library;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
