package io.charttagger.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.charttagger.local.aws.AwsFaults;
import io.charttagger.local.aws.LocalDynamoDb;
import io.charttagger.local.github.Fault;
import io.charttagger.local.github.WrongAnswer;
import io.charttagger.port.LockKey;
import io.charttagger.port.ManualClock;
import io.charttagger.report.Report;
import io.charttagger.report.RunOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.Ref;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A fault from any call of a catch-up of all on; the next one makes it good. */
@Tag("exhaustive")
final class EveryCatchUpFaultTest {
  private static final String EVENT = "{\"action\": \"catch-up\"}";
  private static final Duration AMPLE = Duration.ofMinutes(5);
  private static final RunOutcome NOTHING = new RunOutcome.NothingToTag();
  private static final List<Fault> FAULTS =
      List.of(
          new Fault.Refuse(502, "", Map.of()),
          Fault.Refuse.with(404, "Not Found"),
          Fault.Refuse.secondaryLimit(429, true),
          new Fault.DropAfter(),
          Fault.instead(new WrongAnswer.Page()));

  @Test
  void afterAFaultAtAnyCallToGitHubTheNextCatchUpMakesItGood() {
    Map<String, Map<String, String>> undisturbed;
    int calls;
    try (Two two = new Two()) {
      assertThat(two.catchUp().outcome()).isEqualTo(new RunOutcome.Tagged());
      undisturbed = two.tags();
      calls = two.scene.simulator().log().all().size();
    }
    for (Fault fault : FAULTS) {
      for (int call = 1; call <= calls; call++) {
        try (Two two = new Two()) {
          int first = call;
          two.scene.simulator().faults().every(arrival -> arrival.number() >= first, fault);
          two.catchUp();
          two.scene.simulator().faults().clear();
          two.clock.advance(Duration.ofMinutes(2));
          two.catchUp();

          assertThat(two.tags()).as("%s from call %d on", fault, call).isEqualTo(undisturbed);
          assertThat(two.catchUp().outcome()).isEqualTo(NOTHING);
        }
      }
    }
  }

  /** A process that dies leaves its leases to others, and saves nothing. */
  @Test
  void afterADeathAtAnyWriteToGitHubTheNextCatchUpMakesItGood() {
    Map<String, Map<String, String>> undisturbed;
    int writes;
    try (Two two = new Two()) {
      two.catchUp();
      undisturbed = two.tags();
      writes = two.writes();
      assertThat(writes).isGreaterThanOrEqualTo(6);
    }
    for (int write = 1; write <= writes; write++) {
      for (boolean after : List.of(false, true)) {
        try (Two two = new Two()) {
          AtomicInteger left = new AtomicInteger(write);
          Runnable die = two.scene.locks()::killOwners;
          two.scene
              .simulator()
              .faults()
              .next(
                  it -> isWrite(it.method(), it.path()) && left.decrementAndGet() == 0,
                  after ? new Fault.After(die) : new Fault.Before(die));
          two.catchUp();
          two.clock.advance(Duration.ofMinutes(2));
          two.catchUp();

          assertThat(two.tags())
              .as("dead %s write %d", after ? "after" : "before", write)
              .isEqualTo(undisturbed);
          assertThat(two.catchUp().outcome()).isEqualTo(NOTHING);
          assertThat(two.refsMade())
              .isEqualTo(undisturbed.values().stream().mapToInt(Map::size).sum());
        }
      }
    }
  }

  private static boolean isWrite(String method, String path) {
    return !method.equals("GET") && !path.contains("/access_tokens");
  }

  @Test
  void afterAFaultAtAnyCallToTheTableTheNextCatchUpMakesItGood() throws Exception {
    JsonNode event = new ObjectMapper().readTree(EVENT);
    try (LocalDynamoDb dynamoDb = LocalDynamoDb.start()) {
      List<String> undisturbed;
      int calls;
      try (AwsScene scene = missed(dynamoDb)) {
        scene.run(event, Scene.Options.USUAL, AMPLE);
        undisturbed = tags(scene);
        calls = scene.tableFaults().calls().size();
        assertThat(undisturbed).hasSize(2);
      }
      for (int call = 1; call <= calls; call++) {
        try (AwsScene scene = missed(dynamoDb)) {
          int first = call;
          // Denied: the SDK does not retry it, as it retries all else.
          scene.tableFaults().when(each -> each.number() >= first, AwsFaults.Fault.denied());
          scene.run(event, Scene.Options.USUAL, AMPLE);
          scene.tableFaults().mend();
          scene.clock().advance(Duration.ofMinutes(2));
          scene.run(event, Scene.Options.USUAL, AMPLE);

          assertThat(tags(scene)).as("denied from call %d on", call).isEqualTo(undisturbed);
        }
      }
    }
  }

  /** A repository with two charts raised by a merge that nobody told of. */
  private static AwsScene missed(LocalDynamoDb dynamoDb) {
    AwsScene scene = new AwsScene(dynamoDb);
    TwoChartPush push = TwoChartPush.in(scene.repository());
    scene.put(
        LockKey.ofMark(scene.repository().id()),
        Map.of(
            "commit",
            AttributeValue.fromS(push.before().value()),
            "owed",
            AttributeValue.fromL(List.of()),
            "revision",
            AttributeValue.fromN("1")));
    return scene;
  }

  private static List<String> tags(AwsScene scene) throws java.io.IOException {
    return scene.repository().git().getRefDatabase().getRefsByPrefix(Constants.R_TAGS).stream()
        .map((Ref ref) -> ref.getName() + " " + ref.getObjectId().name())
        .toList();
  }

  /** Two repositories of two installations with a merge each that nobody told of. */
  private static final class Two implements AutoCloseable {
    final ManualClock clock = new ManualClock();
    final Scene scene = Scene.at(clock);
    private final Neighbor first = Neighbor.missed(scene, "example-org/missed");
    private final Neighbor second = Neighbor.missed(scene, "kube-friends/charts");

    Report catchUp() {
      return scene.run(EVENT.getBytes(StandardCharsets.UTF_8), AMPLE);
    }

    int writes() {
      return scene.simulator().log().matching(it -> isWrite(it.method(), it.path())).size();
    }

    int refsMade() {
      return TagWrites.in(scene.simulator().log()).refsMade();
    }

    Map<String, Map<String, String>> tags() {
      return Map.of("first", first.tagObjects(), "second", second.tagObjects());
    }

    @Override
    public void close() {
      scene.close();
    }
  }
}
