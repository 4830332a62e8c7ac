package io.charttagger.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.CommitSha;
import io.charttagger.chart.PullRequest;
import io.charttagger.fuzz.FuzzTarget;
import io.charttagger.port.ListedPullRequest;
import io.charttagger.port.Listing;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whatever is saved in the lock table, it is no work at all, or reads as it is written again. */
public final class SavedWorkFuzz implements FuzzTarget {
  private static final String QUESTION = "question";
  private static final CommitSha SHA = CommitSha.parse("a".repeat(40));

  /** Each form of what was read, and the key that its value has in an input. */
  private static final Map<String, ReadJson<?>> FORMS =
      Map.of(
          "a", ReadJson.COMMIT,
          "b", ReadJson.COMPARISON,
          "c", ReadJson.LISTING,
          "d", ReadJson.WHOLE_FILE,
          "e", ReadJson.TAG,
          "f", ReadJson.TAG_CONTENT,
          "g", ReadJson.PULL_REQUEST,
          "h", ReadJson.NOTES,
          "i", ReadJson.COMMIT.list());

  @Override
  public List<String> seeds() {
    String commit =
        "{\"sha\":\"%s\",\"author\":\"A\",\"subject\":\"S\",\"date\":\"2026-01-02T03:04:05Z\",\"parents\":[\"%s\"],\"skip\":\"[skip ci]\"}"
            .formatted("a".repeat(40), "b".repeat(40));
    return List.of(
        text(SavedPlan.write(SavedPlanTest.begun(), QUESTION).bytes()),
        text(SavedPlan.write(ResumedPlan.fresh(SavedPlanTest.plan()), QUESTION).bytes()),
        text(new SavedRelease(7, "body").write().bytes()),
        reads("a", commit),
        reads(
            "b",
            "{\"status\":\"AHEAD\",\"total\":1,\"mergeBase\":%s,\"commits\":[%1$s]}"
                .formatted(commit)),
        reads(
            "c",
            ReadJson.LISTING
                .write()
                .apply(
                    new Listing(
                        "a".repeat(40),
                        List.of(new Listing.Entry("x", "100644", "b".repeat(40), 7))))
                .toString()),
        reads(
            "g",
            ReadJson.PULL_REQUEST
                .write()
                .apply(
                    new ListedPullRequest(
                        new PullRequest(7, "body", "ada", "topic", SHA), "main", Optional.of(SHA)))
                .toString()),
        reads("d", "[\"YWJj\"]"),
        reads("e", "{\"sha\":\"%s\",\"kind\":\"TAG\",\"name\":\"x\"}".formatted("c".repeat(40))),
        reads("h", "{\"text\":\"- One.\",\"written\":true,\"warnings\":[\"w\"]}"),
        reads("i", "[" + commit + "]"));
  }

  private static String reads(String key, String value) {
    return "{\"reads\":1,\"question\":\"question\",\"values\":{\"%s\":%s}}".formatted(key, value);
  }

  @Override
  public void read(byte[] input) {
    SavedPlan.read(stream(input), SavedPlanTest.DISPATCH, QUESTION)
        .ifPresent(SavedWorkFuzz::checkPlan);
    SavedRelease.read(stream(input))
        .ifPresent(
            release ->
                assertThat(SavedRelease.read(stream(release.write().bytes()))).contains(release));
    SavedReads reads = SavedReads.of(Optional.of(stream(input)), QUESTION);
    FORMS.forEach((key, form) -> checkRead(reads, key, form));
  }

  private static void checkPlan(ResumedPlan plan) {
    ResumedPlan again =
        SavedPlan.read(
                stream(SavedPlan.write(plan, QUESTION).bytes()), SavedPlanTest.DISPATCH, QUESTION)
            .orElseThrow();
    assertThat(again).isEqualTo(plan);
  }

  private static <T> void checkRead(SavedReads reads, String key, ReadJson<T> form) {
    reads
        .find(key, form)
        .ifPresent(
            value -> {
              SavedReads copy = SavedReads.of(Optional.empty(), QUESTION);
              copy.save(key, value, form);
              SavedReads saved =
                  SavedReads.of(Optional.of(stream(copy.write(QUESTION).bytes())), QUESTION);
              // As JSON, because the bytes of a file equal no others.
              assertThat(saved.find(key, form).map(form.write()))
                  .contains(form.write().apply(value));
            });
  }

  private static InputStream stream(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, UTF_8);
  }
}
