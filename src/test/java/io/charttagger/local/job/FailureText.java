package io.charttagger.local.job;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.jgit.errors.MissingObjectException;

/** What a person reads of a failure: one sentence, whatever was thrown. */
final class FailureText {
  private final Path traces;

  /** Takes the file for the stack traces of failures that nobody expected. */
  FailureText(Path traces) {
    this.traces = traces;
  }

  /** The sentence. */
  String of(RuntimeException failure) {
    if (failure instanceof JobFailure) {
      return String.valueOf(failure.getMessage());
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      switch (cause) {
        case AccessDeniedException denied -> {
          return "%s cannot be read or written by %s: allow it, or give a clone of your own"
              .formatted(denied.getFile(), System.getProperty("user.name"));
        }
        case NoSuchFileException missing -> {
          return "%s does not exist any more: is something else at work there? Try again"
              .formatted(missing.getFile());
        }
        case MissingObjectException missing -> {
          return "object %s is missing in the given repository: run `git fsck` in it, or clone it anew"
              .formatted(missing.getObjectId().name());
        }
        case FileSystemException file -> {
          return "%s cannot be read or written (%s): correct that, and try again"
              .formatted(
                  file.getFile(),
                  Optional.ofNullable(file.getReason()).orElse("the system gives no reason"));
        }
        default -> {}
      }
    }
    return unexpected(failure);
  }

  private String unexpected(RuntimeException failure) {
    StringWriter trace = new StringWriter();
    failure.printStackTrace(new PrintWriter(trace, true));
    try {
      Files.createDirectories(traces.toAbsolutePath().getParent());
      Files.writeString(traces, trace.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "this is a mistake of Chart Tagger's local run, not yours: report it with %s (%s)"
        .formatted(traces, failure.getClass().getSimpleName());
  }
}
