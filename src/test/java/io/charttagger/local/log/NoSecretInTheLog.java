package io.charttagger.local.log;

import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.dispatch.SavedEvents;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Fails a test class while which a secret reached a log line, and the whole run when one came after
 * the last class. JUnit finds it by its entry in {@code META-INF/services}: it watches every test
 * there is, also one that nobody thought of when it was written.
 *
 * @see <a
 *     href="https://docs.junit.org/current/user-guide/#extensions-registration-automatic">Automatic
 *     extension registration</a>
 */
public final class NoSecretInTheLog implements BeforeAllCallback, AfterAllCallback {
  private static final Namespace NAMESPACE = Namespace.create(NoSecretInTheLog.class);

  /** For JUnit, which makes it through its service loader. */
  public NoSecretInTheLog() {}

  @Override
  public void beforeAll(ExtensionContext context) {
    context.getRoot().getStore(NAMESPACE).computeIfAbsent(Watch.class);
  }

  @Override
  public void afterAll(ExtensionContext context) {
    assertNoneFound(context.getDisplayName());
  }

  private static void assertNoneFound(String until) {
    assertThat(TestLog.shared().takeFound()).as("secrets in the log until " + until).isEmpty();
  }

  /** Begins with the first class; JUnit closes it after the last. */
  static final class Watch implements AutoCloseable {
    Watch() {
      TestLog.shared().mustNotShow("the saved events' secret", SavedEvents.WEBHOOK_SECRET);
      TestLog.shared().listen();
    }

    @Override
    public void close() {
      System.out.printf("%,d log lines searched for secrets%n", TestLog.shared().lines());
      assertNoneFound("the end");
    }
  }
}
