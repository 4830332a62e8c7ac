package io.charttagger.bench;

import io.charttagger.chart.RepositoryName;
import io.charttagger.local.LocalCloud;
import io.charttagger.local.git.GitHistory;
import io.charttagger.local.github.Latency;
import io.charttagger.local.lambda.LambdaHost;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The local cloud under the benchmark. Every repository has an owner, and so an installation, of
 * its own: no process has a token for it, and nothing of its pace is used up.
 */
final class BenchCloud implements AutoCloseable {
  /** What design.md reckons with for github.com. */
  static final Latency LATENCY = Latency.millis(80, 250);

  // Lambda gives a function the memory that the template says, and the heap 85 % of it.
  private static final List<String> MEMORY = List.of("-XX:MaxRAM=1769m", "-XX:MaxRAMPercentage=85");
  private static final int OWNERS = 300;
  private static final AtomicInteger NEXT_OWNER = new AtomicInteger();

  private final LocalCloud cloud;
  private final Path scratch;
  private final List<ChartsRepository> repositories = new ArrayList<>();
  private final ChartsRepository exercise;

  private BenchCloud(LocalCloud cloud, Path scratch) {
    this.cloud = cloud;
    this.scratch = scratch;
    this.exercise = repository(Shape.of(Layout.NO_CHANGELOG, 2));
  }

  /** Starts; its repositories are bare git repositories below that directory. */
  static BenchCloud start(Path scratch) {
    String owners =
        IntStream.range(0, OWNERS)
            .mapToObj(owner -> owner(owner) + "/*")
            .collect(Collectors.joining(","));
    return new BenchCloud(
        LocalCloud.start(
            LocalCloud.Plan.of(Map.of("ALLOWED_REPOSITORIES", owners))
                .withFunctions(0)
                .withFlags(MEMORY.toArray(String[]::new))),
        scratch);
  }

  LocalCloud cloud() {
    return cloud;
  }

  void latency(Latency latency) {
    cloud.github().latency(latency);
  }

  /** A new repository of a new owner. */
  ChartsRepository repository(Shape shape) {
    RepositoryName name = RepositoryName.parse(owner(NEXT_OWNER.getAndIncrement()) + "/charts");
    GitHistory history = GitHistory.at(directory(name));
    ChartsRepository made =
        new ChartsRepository(shape, cloud.github().host(name, history.repository()), history);
    repositories.add(made);
    return made;
  }

  /** Where plain git finds a repository. */
  Path directory(RepositoryName name) {
    return scratch.resolve(name.owner()).resolve(name.name() + ".git");
  }

  /** A process that has not handled anything. */
  MeasuredFunction coldFunction() {
    return new MeasuredFunction(cloud, cloud.another());
  }

  /** The same in that environment and with these flags, waiting where its snapshot is taken. */
  MeasuredFunction snapshot(Map<String, String> environment, List<String> flags) {
    String[] all = Stream.concat(MEMORY.stream(), flags.stream()).toArray(String[]::new);
    LambdaHost.Setup setup = LambdaHost.Setup.ofFunction(environment).withFlags(all);
    return new MeasuredFunction(cloud, LambdaHost.start(setup.withSnapStart()));
  }

  /**
   * A process that has handled a few pushes of another installation: its classes are loaded, and it
   * has no token for any repository made later.
   */
  MeasuredFunction warmFunction() {
    return functionAfter(3);
  }

  /** The same after many more. */
  MeasuredFunction veryWarmFunction() {
    return functionAfter(30);
  }

  private MeasuredFunction functionAfter(int pushes) {
    MeasuredFunction function = coldFunction();
    Latency usual = cloud.github().latency();
    latency(Latency.NONE);
    for (int push = 0; push < pushes; push++) {
      function.send(exercise, exercise.raise(2));
    }
    latency(usual);
    return function;
  }

  @Override
  public void close() {
    cloud.close();
    repositories.forEach(ChartsRepository::close);
  }

  private static String owner(int number) {
    return "bench-" + number;
  }
}
