package io.charttagger.run;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a few processes in every order in which their steps can follow each other, with a crash or a
 * lost answer at every step. Each process is real code on a thread of its own, and only one of them
 * moves at a time; a state that was seen before is not explored again.
 *
 * @param worlds makes a new world
 * @param processes what each process does in a world; it asks the world to take each step
 * @param faults how many steps may fail in one order
 */
record Interleavings<W extends Interleavings.World>(
    Supplier<W> worlds, List<Consumer<W>> processes, int faults) {

  /** What the processes share. */
  interface World {
    /** All that the processes can see, so that equal texts are equal states. */
    String state();

    /** Fails when the state is one that must never be. */
    void check();
  }

  /** What becomes of one step. */
  enum Fate {
    DONE,
    /** It is not taken, and its process is gone: it crashed after the step before. */
    CRASH,
    /** It is taken, and its process hears of a failure. */
    LOST_ANSWER
  }

  /** One step of one process. */
  record Move(int process, Fate fate) {}

  /** A step was taken, but its process does not know. */
  static final class LostAnswer extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** The process is gone. */
  private static final class Crash extends Error {
    private static final long serialVersionUID = 1;
  }

  private static final ThreadLocal<Running> CURRENT = new ThreadLocal<>();

  /** Takes one step of the process that calls, when it is its turn. */
  static <T> T step(Supplier<T> step) {
    return CURRENT.get().step(step);
  }

  /**
   * Explores all orders.
   *
   * @param ended is shown the world whenever no process has a step left
   * @return how many states there were
   */
  int explore(Consumer<W> ended) {
    // A virtual thread as those of the processes: a step then costs no switch between the
    // machine's.
    try (ExecutorService explorer = Executors.newVirtualThreadPerTaskExecutor()) {
      return explorer.submit(() -> exploreAll(ended)).get();
    } catch (ExecutionException failed) {
      throw new AssertionError(failed.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private int exploreAll(Consumer<W> ended) {
    Set<String> seen = new HashSet<>();
    Deque<List<Move>> open = new ArrayDeque<>(List.of(List.of()));
    while (!open.isEmpty()) {
      List<Move> moves = open.removeLast();
      W world = worlds.get();
      List<Running> running =
          processes.stream().map(it -> new Running(() -> it.accept(world))).toList();
      try {
        for (Move move : moves) {
          go(running, move, world);
        }
        while (seen.add(
            world.state() + running.stream().map(Running::seen).toList() + failed(moves))) {
          List<Move> next = next(running, failed(moves) < faults);
          if (next.isEmpty()) {
            ended.accept(world);
            break;
          }
          // The last one is taken in this world, the others in new ones.
          Move last = next.removeLast();
          for (Move other : next) {
            open.add(with(moves, other));
          }
          moves = with(moves, last);
          go(running, last, world);
        }
      } catch (AssertionError wrong) {
        throw new AssertionError("after " + moves, wrong);
      } finally {
        running.forEach(Running::stop);
      }
    }
    return seen.size();
  }

  private static void go(List<Running> running, Move move, World world) {
    running.get(move.process()).go(move.fate());
    world.check();
  }

  private static long failed(List<Move> moves) {
    return moves.stream().filter(move -> move.fate() != Fate.DONE).count();
  }

  private static List<Move> next(List<Running> running, boolean mayFail) {
    List<Move> next = new ArrayList<>();
    for (int process = 0; process < running.size(); process++) {
      if (running.get(process).hasStep()) {
        for (Fate fate : mayFail ? Fate.values() : new Fate[] {Fate.DONE}) {
          next.add(new Move(process, fate));
        }
      }
    }
    return next;
  }

  private static List<Move> with(List<Move> moves, Move move) {
    List<Move> all = new ArrayList<>(moves);
    all.add(move);
    return all;
  }

  /** A process on its thread: it waits before each step. */
  private static final class Running {
    private final Semaphore mayStep = new Semaphore(0);
    private final Semaphore waits = new Semaphore(0);
    private final StringBuilder seen = new StringBuilder();
    private final Thread thread;
    private Fate fate = Fate.DONE;
    private boolean ended;
    private boolean gone;
    private Optional<Throwable> wrong = Optional.empty();

    Running(Runnable process) {
      thread = Thread.ofVirtual().start(() -> run(process));
      waits.acquireUninterruptibly();
    }

    private void run(Runnable process) {
      CURRENT.set(this);
      try {
        process.run();
      } catch (Crash gone) {
        seen.append("gone");
      } catch (RuntimeException | AssertionError failure) {
        wrong = Optional.of(failure);
      } finally {
        ended = true;
        waits.release();
      }
    }

    private <T> T step(Supplier<T> step) {
      if (gone) {
        throw new Crash();
      }
      waits.release();
      mayStep.acquireUninterruptibly();
      gone = fate == Fate.CRASH;
      if (fate == Fate.CRASH) {
        throw new Crash();
      }
      T result = step.get();
      seen.append(result).append(fate).append(';');
      return switch (fate) {
        case CRASH -> throw new Crash();
        case LOST_ANSWER -> throw new LostAnswer();
        case DONE -> result;
      };
    }

    boolean hasStep() {
      return !ended;
    }

    void go(Fate next) {
      fate = next;
      mayStep.release();
      waits.acquireUninterruptibly();
      wrong.ifPresent(
          failure -> {
            throw new AssertionError("a process failed", failure);
          });
    }

    String seen() {
      return seen.toString() + ended;
    }

    void stop() {
      if (!ended) {
        go(Fate.CRASH);
      }
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
