package io.charttagger.run;

import static io.charttagger.local.Scene.all;
import static io.charttagger.local.Scene.chart;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.local.Fault;
import io.charttagger.local.LoggedRequest;
import io.charttagger.local.MergeMethod;
import io.charttagger.local.PullRequest;
import io.charttagger.local.Scene;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every fault at every call to GitHub of a push of two charts: asked again until it is done, the
 * run leaves exactly what an undisturbed one leaves.
 */
@Tag("exhaustive")
final class EveryFaultTest {
  private static final Map<String, Fault> FAULTS = faults();

  private static Map<String, Fault> faults() {
    Map<String, Fault> faults = new LinkedHashMap<>();
    faults.put("refused with 500", Fault.Refuse.with(500, "Server Error"));
    faults.put("refused with 502", Fault.Refuse.with(502, "Bad Gateway"));
    faults.put("limited, told how long", Fault.Refuse.secondaryLimit(403, true));
    faults.put("limited, not told how long", Fault.Refuse.secondaryLimit(403, false));
    faults.put("dropped before its effect", new Fault.DropBefore());
    faults.put("dropped after its effect", new Fault.DropAfter());
    return faults;
  }

  @TestFactory
  List<DynamicTest> theEndIsTheSame() {
    Ending undisturbed = ending(0, Optional.empty());
    assertThat(undisturbed.tags()).hasSize(2);
    List<DynamicTest> cases = new ArrayList<>();
    for (int call = 1; call <= undisturbed.calls(); call++) {
      int number = call;
      FAULTS.forEach(
          (name, fault) ->
              cases.add(
                  DynamicTest.dynamicTest(
                      "call " + number + " " + name,
                      () -> {
                        Ending disturbed = ending(number, Optional.of(fault));
                        assertThat(disturbed.tags()).isEqualTo(undisturbed.tags());
                        assertThat(disturbed.pullRequests()).isEqualTo(undisturbed.pullRequests());
                      })));
    }
    System.out.println(cases.size() + " faults, each at its own call");
    return cases;
  }

  private static Ending ending(int call, Optional<Fault> fault) {
    try (Scene scene = Scene.usual()) {
      CommitSha before =
          scene.commit(
              "main",
              "import",
              all(chart("charts/a", "a", "1.0.0"), chart("charts/b", "b", "1.0.0")));
      scene.history().branch("release", before);
      CommitSha after =
          scene.mergePullRequest(
              "<!-- ATTESTATION_MAP {\"lint\":\"1\"} -->",
              MergeMethod.MERGE,
              all(chart("charts/a", "a", "1.1.0"), chart("charts/b", "b", "1.1.0")));
      fault.ifPresent(it -> scene.simulator().faults().at(call, it));
      Report report = scene.push(before, after);
      for (int again = 0; again < 3 && report.outcome().askAgain(); again++) {
        report = scene.push(before, after);
      }
      assertThat(report.outcome()).as(report.message()).isInstanceOf(Outcome.Tagged.class);
      assertThat(scene.locks().allReleased()).isTrue();
      return Ending.of(scene);
    }
  }

  private record Ending(Map<String, String> tags, Set<String> pullRequests, int calls) {
    static Ending of(Scene scene) {
      Set<String> pullRequests = new TreeSet<>();
      for (PullRequest open : scene.repository().pulls().open()) {
        pullRequests.add(
            open.number()
                + open.title()
                + open.body().replace(scene.simulator().url(), "https://github.com"));
      }
      List<LoggedRequest> all = scene.simulator().log().all();
      return new Ending(new TreeMap<>(scene.tags()), pullRequests, all.size());
    }
  }
}
