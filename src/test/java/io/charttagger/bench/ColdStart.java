package io.charttagger.bench;

import io.charttagger.local.github.Latency;
import io.charttagger.local.lambda.LambdaHost;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The first answers of a process, plain and after a restore from where its snapshot would be taken;
 * GitHub answers at once. One push of one chart each, without a token. The restored one speaks TLS
 * with GitHub and AWS, and HTTP/2 with GitHub, as in life: what is opened after a restore is a good
 * part of the first answer.
 *
 * @param ready from the start of a plain process until it takes an event
 * @param coldAnswer from then until its first answer
 * @param coldCpu processor time of that process in all
 * @param restoredAnswer from the restore until the first answer
 * @param restoredCpu processor time between these two
 * @param restoredClasses classes loaded between these two
 * @param warmCpu processor time of one answer after ten
 */
record ColdStart(
    Times ready,
    Times coldAnswer,
    Times coldCpu,
    Times restoredAnswer,
    Times restoredCpu,
    int restoredClasses,
    Times warmCpu) {
  // How much is compiled in one answer varies.
  private static final int RUNS = 9;
  private static final int WARM_AFTER = 10;
  private static final Duration STARTING = Duration.ofMinutes(1);
  private static final String CLASSES = "classes-";

  /** Measures both, in processes of their own each time. */
  static ColdStart measure(BenchCloud plain, Path scratch) {
    Samples samples = new Samples();
    Latency usual = plain.cloud().github().latency();
    plain.latency(Latency.NONE);
    for (int run = 0; run < RUNS; run++) {
      samples.cold(plain);
    }
    Certificates certificates = Certificates.create(scratch);
    List<String> flags = new ArrayList<>(certificates.flags());
    flags.add("-Xlog:class+load=info:file=" + scratch.resolve(CLASSES + "%p.log"));
    try (TlsFronts fronts = TlsFronts.of(plain.cloud(), certificates)) {
      for (int run = 0; run < RUNS; run++) {
        MeasuredFunction snapshot = plain.snapshot(fronts.environment(), flags);
        samples.restored(plain, snapshot, scratch);
      }
    }
    plain.latency(usual);
    return samples.all();
  }

  /** How many times as much processor time the first answer takes as a warm one. */
  double cpuRatio() {
    return restoredCpu.medianSeconds() / warmCpu.medianSeconds();
  }

  private static final class Samples {
    private final List<Duration> ready = new ArrayList<>();
    private final List<Duration> coldAnswer = new ArrayList<>();
    private final List<Duration> coldCpu = new ArrayList<>();
    private final List<Duration> restoredAnswer = new ArrayList<>();
    private final List<Duration> restoredCpu = new ArrayList<>();
    private final List<Integer> classes = new ArrayList<>();
    private final List<Duration> warmCpu = new ArrayList<>();

    void cold(BenchCloud bench) {
      ChartsRepository repository = bench.repository(Shape.of(Layout.OWN_CHANGELOG, 20));
      Push push = repository.raise(1);
      try (MeasuredFunction function = bench.coldFunction()) {
        ready.add(function.process().awaitReady(STARTING));
        coldAnswer.add(function.send(repository, push).answer());
        coldCpu.add(cpu(function.process()));
      }
    }

    void restored(BenchCloud bench, MeasuredFunction snapshot, Path scratch) {
      ChartsRepository repository = bench.repository(Shape.of(Layout.OWN_CHANGELOG, 20));
      Push push = repository.raise(1);
      try (MeasuredFunction function = snapshot) {
        LambdaHost process = function.process();
        process.awaitReady(STARTING);
        Path log = scratch.resolve(CLASSES + process.processId() + ".log");
        int loaded = lines(log);
        Duration cpu = cpu(process);
        restoredAnswer.add(function.send(repository, push).answer());
        restoredCpu.add(cpu(process).minus(cpu));
        classes.add(lines(log) - loaded);
        for (int answer = 1; answer < WARM_AFTER; answer++) {
          function.send(repository, repository.raise(1));
        }
        Duration warm = cpu(process);
        for (int answer = 0; answer < WARM_AFTER; answer++) {
          function.send(repository, repository.raise(1));
        }
        warmCpu.add(cpu(process).minus(warm).dividedBy(WARM_AFTER));
      }
    }

    ColdStart all() {
      return new ColdStart(
          new Times(ready),
          new Times(coldAnswer),
          new Times(coldCpu),
          new Times(restoredAnswer),
          new Times(restoredCpu),
          classes.stream().sorted().toList().get(classes.size() / 2),
          new Times(warmCpu));
    }
  }

  /** As the operating system counts it, in steps of 10 ms. */
  private static Duration cpu(LambdaHost process) {
    return ProcessHandle.of(process.processId())
        .flatMap(handle -> handle.info().totalCpuDuration())
        .orElseThrow(() -> new IllegalStateException("the system counts no processor time"));
  }

  private static int lines(Path file) {
    try (Stream<String> lines = Files.lines(file)) {
      return (int) lines.count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
