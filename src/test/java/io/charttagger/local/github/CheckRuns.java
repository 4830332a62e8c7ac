package io.charttagger.local.github;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The check runs of a repository, oldest first. Safe for concurrent use. */
public final class CheckRuns {
  private final SimulatedRepository repository;
  private final List<CheckRun> runs = new ArrayList<>();

  CheckRuns(SimulatedRepository repository) {
    this.repository = repository;
  }

  public synchronized List<CheckRun> all() {
    return List.copyOf(runs);
  }

  synchronized Optional<CheckRun> find(long id) {
    return runs.stream().filter(run -> run.id() == id).findFirst();
  }

  synchronized CheckRun add(String headSha, JsonNode fields) {
    CheckRun run = new CheckRun(repository.nextId(), headSha, fields);
    runs.add(run);
    return run;
  }

  synchronized CheckRun replace(CheckRun run) {
    runs.replaceAll(old -> old.id() == run.id() ? run : old);
    return run;
  }
}
