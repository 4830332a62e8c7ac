package io.charttagger.local.job;

import com.fasterxml.jackson.databind.JsonNode;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.gate.FrontGate;
import io.charttagger.local.gate.LocalQueue;
import io.charttagger.local.github.SimulatedRepository;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Keeps everything up and tells how to dispatch to it. */
final class Serving {
  /** Where the files for {@code sam local invoke} are written. */
  static final Path FILES = Path.of("target", "local");

  private final Screen screen;
  private final LocalCloud cloud;
  private final SimulatedRepository repository;
  private final Path files;
  private ContainerRelays relays = ContainerRelays.to(List.of());

  /**
   * Takes what to serve.
   *
   * @param files the directory for what {@code sam local invoke} needs
   */
  Serving(Screen screen, LocalCloud cloud, SimulatedRepository repository, Path files) {
    this.screen = screen;
    this.cloud = cloud;
    this.repository = repository;
    this.files = files;
  }

  /** Opens the front door and shows what to type. */
  FrontGate open(int port, JsonNode dispatch) {
    FrontGate gate = FrontGate.open(cloud, repository, LocalQueue.Terms.USUAL, port);
    String url = gate.url();
    screen.line("Chart Tagger serves " + repository.name() + ". Ctrl-C ends it.");
    screen.heading("As GitHub Actions does: POST /dispatch");
    screen.line(
        "curl -s --retry 9 -H \"Authorization: Bearer $(curl -s '%s/token?plain')\" \\%n"
                .formatted(url)
            + "  -H 'Content-Type: application/json' -d '%s' \\%n  %s/dispatch"
                .formatted(dispatch, url));
    screen.heading("As an operator does: aws lambda invoke");
    screen.line("curl -s -d '%s' \\%n  %s%s".formatted(dispatch, url, FrontGate.INVOKE));
    screen.heading("As GitHub's webhook does: a repository_dispatch sent to its API");
    screen.line(
        "curl -s -H \"Authorization: Bearer $(curl -s '%s/installation-token')\" \\%n"
                .formatted(url)
            + "  -d '{\"event_type\":\"charts-merged\",\"client_payload\":%s}' \\%n"
                .formatted(dispatch.path("client_payload"))
            + "  %s/repos/%s/dispatches".formatted(cloud.github().url(), repository.name()));
    inContainer(dispatch);
    screen.heading("What there is then");
    screen.line("git --git-dir %s tag".formatted(repository.git().getDirectory()));
    screen.line(
        AllowedSignersFile.in(files)
            .command(repository.git().getDirectory().toPath(), "TAG")
            .concat("    # the new ones are signed"));
    return gate;
  }

  /** Makes all of it reachable from a container, and shows what to type. */
  private void inContainer(JsonNode dispatch) {
    ServedFiles served =
        ServedFiles.write(files, cloud, new ServedEvents(repository, dispatch, cloud.app()));
    relays = ContainerRelays.to(served.ports());
    screen.heading("In Lambda's container: sam local invoke");
    screen.line(served.command("dispatch.json"));
    screen.wrapped(
        0,
        "The other events of events/, made for this push, are beside it. It needs the SAM CLI and"
            + " Docker, and this process.");
    screen.heading("In LocalStack, where AWS_ENDPOINT_URL says it is");
    served.deployment().forEach(screen::line);
    if (!relays.areOpen()) {
      screen.wrapped(
          0,
          "No Docker bridge was found on this machine. With Docker Desktop none is needed; on Linux"
              + " start Docker first, then this.");
    }
  }

  /** Serves until the process is ended by a signal; then all is cleared away. */
  void stay(int port, JsonNode dispatch, Scratch scratch) {
    FrontGate gate = open(port, dispatch);
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  relays.close();
                  gate.close();
                  cloud.close();
                  scratch.close();
                }));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
