package io.charttagger.plan;

import static io.charttagger.plan.ChartStateBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.charttagger.chart.ChartName;
import io.charttagger.chart.TagObject;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which tags of a plan are signed. */
final class SignedPlanTest {
  private static final String SIGNATURE = "-----BEGIN SSH SIGNATURE-----\nx\n";
  private static final PlanRules SIGNING =
      TestPlans.DEFAULT_RULES.signing(tag -> tag.signed(SIGNATURE));

  private static MergeBuilder merge() {
    return MergeBuilder.on("1");
  }

  private static TagObject planned(PlanRules rules) {
    return TestPlans.tag(
        TestPlans.step(TestPlans.by(rules, merge().changing(in("charts/a").to("a", "1.0.0")))));
  }

  @Test
  void aNewTagIsSignedBehindItsAnnotation() {
    TagObject unsigned = planned(TestPlans.DEFAULT_RULES);
    TagObject signed = planned(SIGNING);

    assertThat(unsigned.signature()).isEmpty();
    assertThat(signed.annotation()).isEqualTo(unsigned.annotation());
    assertThat(signed.signature()).contains(SIGNATURE);
    assertThat(signed.content()).isEqualTo(unsigned.content() + SIGNATURE);
    assertThat(signed.sha()).isNotEqualTo(unsigned.sha());
  }

  @Test
  void theFilterOfARunDoesNotEndItsSigning() {
    PlanRules some = SIGNING.covering(Set.of(ChartName.parse("a")));

    assertThat(planned(some).signature()).contains(SIGNATURE);
    assertThat(some.covers("a")).isTrue();
    assertThat(some.covers("b")).isFalse();
  }

  @Test
  void aTagThatStandsWithoutASignatureIsKeptAsTheObjectThatItIs() {
    String object = "5".repeat(40);
    TagState standing =
        new TagState.Exists(
            object,
            Optional.of(MergeBuilder.sha("1")),
            Optional.of(planned(SIGNING).annotation()),
            /* sameTree= */ false);

    TaggingPlan plan =
        TestPlans.by(SIGNING, merge().changing(in("charts/a").to("a", "1.0.0").tagged(standing)));

    assertThat(TestPlans.step(plan))
        .isInstanceOfSatisfying(
            Step.KeepTag.class, step -> assertThat(step.object()).isEqualTo(object));
    assertThat(plan.warnings()).isEmpty();
  }

  @Test
  void aPreviewSignsNothing() {
    assertThat(planned(SIGNING.previewing()).signature()).isEmpty();
  }

  @Test
  void aPlanThatIsResumedIsSignedAnew() {
    TaggingPlan plan =
        TestPlans.of(
            merge()
                .changing(
                    in("charts/a").to("a", "1.0.0"),
                    in("charts/b").from("b", "1.0.0").to("b", "1.0.0")));

    TaggingPlan signed = plan.signedBy(SIGNING.signer());

    assertThat(signed.steps()).hasSameSizeAs(plan.steps());
    assertThat(signed.steps().getFirst())
        .isInstanceOfSatisfying(
            Step.CreateTag.class,
            step -> {
              assertThat(step.release().tag().signature()).isEqualTo(Optional.of(SIGNATURE));
              assertThat(step.subject()).isEqualTo(plan.steps().getFirst().subject());
              assertThat(step.release().lineage()).isEmpty();
            });
    assertThat(signed.steps().subList(1, signed.steps().size()))
        .isEqualTo(plan.steps().subList(1, plan.steps().size()));
    assertThat(signed.covered()).isEqualTo(plan.covered());
    assertThat(signed.commit()).isEqualTo(plan.commit());
  }
}
