package io.charttagger.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.netbeans.lib.profiler.heap.Heap;
import org.netbeans.lib.profiler.heap.HeapFactory;
import org.netbeans.lib.profiler.heap.Instance;
import org.netbeans.lib.profiler.heap.JavaClass;

/**
 * The objects of a process at one moment.
 *
 * @see <a
 *     href="https://docs.oracle.com/en/java/javase/25/docs/specs/man/jcmd.html">GC.heap_dump</a>
 */
final class HeapDump {
  private static final int STEPS = 6;

  private final Path file;
  private final Heap heap;

  private HeapDump(Path file, Heap heap) {
    this.file = file;
    this.heap = heap;
  }

  static HeapDump read(Path file) {
    try {
      return new HeapDump(file, HeapFactory.createHeap(file.toFile()));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Those of these texts that are somewhere in it, as a string or as bytes. */
  List<String> holding(Collection<String> texts) throws IOException {
    return holding(file, texts);
  }

  /** The same in a dump that is not read further. */
  static List<String> holding(Path file, Collection<String> texts) throws IOException {
    String all = Files.readString(file, StandardCharsets.ISO_8859_1);
    return texts.stream().filter(all::contains).toList();
  }

  /** How many objects of these classes, and of those that extend them, there are. */
  long count(String... classes) {
    return Stream.of(classes).flatMap(this::instances).count();
  }

  /** Those objects, each with what refers to it. */
  List<String> instances(String... classes) {
    return Stream.of(classes).flatMap(this::instances).map(HeapDump::described).toList();
  }

  /** The instants since then, each with what refers to it. */
  List<String> instantsSince(Instant then) {
    return instances("java.time.Instant")
        .filter(instant -> seconds(instant) >= then.getEpochSecond())
        .filter(instant -> seconds(instant) <= Instant.now().getEpochSecond())
        .map(instant -> Instant.ofEpochSecond(seconds(instant)) + ", " + described(instant))
        .toList();
  }

  private static long seconds(Instance instant) {
    return (long) instant.getValueOfField("seconds");
  }

  private Stream<Instance> instances(String name) {
    JavaClass found = heap.getJavaClassByName(name);
    if (found == null) {
      return Stream.empty();
    }
    List<JavaClass> classes = new ArrayList<>(List.of(found));
    for (Object subclass : found.getSubClasses()) {
      classes.add((JavaClass) subclass);
    }
    return classes.stream()
        .flatMap(each -> ((List<?>) each.getInstances()).stream())
        .map(Instance.class::cast);
  }

  private static String described(Instance instance) {
    StringBuilder path = new StringBuilder(instance.getJavaClass().getName());
    Instance next = instance;
    for (int step = 0; step < STEPS && next != null && !next.isGCRoot(); step++) {
      next = next.getNearestGCRootPointer();
      if (next != null) {
        path.append(" of ").append(next.getJavaClass().getName());
      }
    }
    return path.toString();
  }
}
