package io.charttagger;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.targetOwner;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.charttagger.dispatch.Dispatch;
import io.charttagger.dispatch.Rejection;
import io.charttagger.plan.ChartOutcome;
import io.charttagger.port.Forge;
import io.charttagger.port.Locks;
import io.charttagger.port.RateLimiter;
import io.charttagger.report.BranchResult;
import io.charttagger.report.ChartResult;
import io.charttagger.report.PointResult;
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import io.charttagger.report.SetupPoint;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The architecture: which package may depend on which, and what may be done in one place only. */
final class HouseTest {
  private static final String ROOT = "io.charttagger";
  private static final String SETTINGS = "io.charttagger.settings";
  private static final String DISPATCH = "io.charttagger.dispatch";
  private static final String CHART = "io.charttagger.chart";
  private static final String SIGNATURE = "io.charttagger.signature";
  private static final String CHANGELOG = "io.charttagger.changelog";
  private static final String PLAN = "io.charttagger.plan";
  private static final String RELEASE = "io.charttagger.release";
  private static final String REPORT = "io.charttagger.report";
  private static final String PORT = "io.charttagger.port";
  private static final String HISTORY = "io.charttagger.history";
  private static final String SETUP = "io.charttagger.setup";
  private static final String RUN = "io.charttagger.run";
  private static final String GITHUB = "io.charttagger.github..";
  private static final String AWS = "io.charttagger.aws";
  private static final String WARMUP = "io.charttagger.warmup";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String YAML = "org.yaml.snakeyaml..";
  private static final String JSPECIFY = "org.jspecify.annotations";

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(ROOT);

  @Test
  void allPackagesAreChecked() {
    assertThat(
            List.of(
                ROOT,
                SETTINGS,
                DISPATCH,
                CHART,
                SIGNATURE,
                CHANGELOG,
                PLAN,
                RELEASE,
                REPORT,
                PORT,
                HISTORY,
                SETUP,
                RUN,
                "io.charttagger.github",
                AWS,
                WARMUP))
        .allMatch(CLASSES::containPackage);
  }

  /** Each package, and what it may import in addition to the JDK: other packages, and parsers. */
  static Stream<Arguments> packages() {
    return Stream.of(
        packageRule(CHART, "the vocabulary is below everything", JACKSON, YAML),
        packageRule(SIGNATURE, "a signature is bytes and a key", CHART),
        packageRule(
            CHANGELOG, "a changelog is text and what is in it", CHART, YAML, "org.commonmark.."),
        packageRule(PLAN, "the plan is a pure function of values", CHART, CHANGELOG),
        packageRule(
            RELEASE,
            "the release pull request is text about a plan",
            CHART,
            PLAN,
            JACKSON,
            "org.commonmark.."),
        packageRule(
            REPORT, "a report is a value and its renderings", CHART, PLAN, RELEASE, JACKSON),
        packageRule(
            DISPATCH, "who may ask is decided before GitHub or AWS is touched", CHART, JACKSON),
        packageRule(
            SETTINGS,
            "what a deployment sets is read once, before anything is asked; what a repository sets is"
                + " text",
            CHART,
            DISPATCH,
            PLAN,
            RELEASE,
            YAML),
        packageRule(PORT, "ports carry our types", CHART, SIGNATURE, RELEASE, DISPATCH),
        packageRule(
            WARMUP,
            "a stand-in that shared code with its client would agree with its mistakes",
            JACKSON,
            "javax.net.ssl.."),
        packageRule(
            HISTORY,
            "how a history is read is a rule of ours: no type of GitHub or HTTP, so it is tested over"
                + " a map of commits",
            CHART,
            CHANGELOG,
            PLAN,
            DISPATCH,
            SETTINGS,
            PORT),
        packageRule(
            SETUP,
            "what is wrong with a set-up is told in the words of a report, and found over ports",
            CHART,
            SIGNATURE,
            PLAN,
            RELEASE,
            REPORT,
            DISPATCH,
            SETTINGS,
            PORT,
            HISTORY),
        packageRule(
            RUN,
            "the run works with any forge and any locks",
            CHART,
            SIGNATURE,
            CHANGELOG,
            PLAN,
            RELEASE,
            REPORT,
            DISPATCH,
            SETTINGS,
            PORT,
            HISTORY,
            SETUP,
            JACKSON));
  }

  private static Arguments packageRule(String own, String reason, String... others) {
    return Arguments.of(own, reason, List.of(others));
  }

  @ParameterizedTest
  @MethodSource("packages")
  void aPackageImportsOnlyWhatIsListed(String own, String reason, List<String> others) {
    classes()
        .that()
        .resideInAPackage(own)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(Stream.of(own, "java..", "javax.crypto..", JSPECIFY), others.stream())
                .toArray(String[]::new))
        .because(reason)
        .check(CLASSES);
  }

  @Test
  void theDecisionDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(CHART, SIGNATURE, CHANGELOG, PLAN, RELEASE, REPORT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..")
        .because("pure code does not read, write or wait")
        .check(CLASSES);
  }

  @Test
  void theAdaptersDoNotDependOnEachOther() {
    noClasses()
        .that()
        .resideInAPackage(GITHUB)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AWS, "software.amazon..", "com.amazonaws..")
        .because("the GitHub adapter works without AWS")
        .check(CLASSES);
    noClasses()
        .that()
        .resideInAPackage(AWS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(GITHUB, "org.kohsuke..", "com.auth0..")
        .because("the AWS adapter works without GitHub")
        .check(CLASSES);
  }

  @Test
  void theAdaptersUseOnlyTheDispatchAndTheRejection() {
    DescribedPredicate<JavaClass> inner =
        resideInAPackage(DISPATCH)
            .and(DescribedPredicate.not(assignableTo(Dispatch.class)))
            .and(DescribedPredicate.not(assignableTo(Rejection.class)));
    noClasses()
        .that()
        .resideInAnyPackage(GITHUB, AWS)
        .should()
        .dependOnClassesThat(inner)
        .because("an adapter does not need to know who sent a request")
        .check(CLASSES);
  }

  @Test
  void nothingDependsOnTheRoot() {
    noClasses()
        .that(resideOutsideOfPackage(ROOT))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .because("the root package wires the others, so they must not depend on it")
        .check(CLASSES);
  }

  @Test
  void foreignTypesStayInTheirAdapter() {
    noClasses()
        .that(resideOutsideOfPackage(GITHUB))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.kohsuke..", "com.auth0..")
        .because("only the GitHub adapter uses hub4j's types")
        .check(CLASSES);
    noClasses()
        .that()
        .resideOutsideOfPackages(AWS, ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "com.amazonaws..", "org.crac..")
        .because("only the AWS adapter and the Lambda handler know about AWS")
        .check(CLASSES);
  }

  @Test
  void thePackagesHaveNoCycles() {
    slices()
        .matching("io.charttagger.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a room that can be read alone can be tested alone")
        .check(CLASSES);
    slices()
        .matching("io.charttagger.(**)")
        .should()
        .beFreeOfCycles()
        .because("the packages inside a room are rooms, too")
        .check(CLASSES);
  }

  @Test
  void onlyTheWiringConstructsCollaborators() {
    DescribedPredicate<JavaAccess<?>> constructorOfACollaborator =
        target(nameMatching("<init>"))
            .and(
                targetOwner(
                    assignableTo(Forge.class)
                        .or(assignableTo(Locks.class))
                        .or(assignableTo(RateLimiter.class))
                        .or(nameMatching("io\\.charttagger\\.run\\.Actions"))))
            .as("constructors of collaborators");
    only("Wiring", constructorOfACollaborator)
        .because("one place shows what the function consists of")
        .check(CLASSES);
  }

  @Test
  void requestsAreBuiltInOnePlace() {
    only("RestClient", constructs("io\\.charttagger\\.github\\.http\\.RestRequest"))
        .because("every request of ours takes the same way, and its answer is judged once")
        .check(CLASSES);
    only("HttpConnector", named("java\\.net\\.http\\.HttpRequest", "newBuilder"))
        .because("every request, hub4j's included, leaves through one wire")
        .check(CLASSES);
  }

  @Test
  void timeIsPassedIn() {
    DescribedPredicate<JavaAccess<?>> clocks =
        named("java\\.time\\.(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)", "now")
            .or(named("java\\.time\\.Clock", "system.*|tick.*"))
            .or(named("java\\.lang\\.System", "currentTimeMillis|nanoTime"))
            .as("the machine's clock");
    only("Wiring|TaggingHandler|SnapStartHooks", clocks)
        .because("with the clock passed in, a test can skip hours")
        .check(CLASSES);
  }

  @Test
  void randomnessIsPassedIn() {
    DescribedPredicate<JavaAccess<?>> randomness =
        named("java\\.lang\\.Math", "random")
            .or(named("java\\.util\\.UUID", "randomUUID"))
            .or(named("java\\.util\\.concurrent\\.ThreadLocalRandom", "current"))
            .or(named("java\\.(util|security)\\.(Secure|Splittable)?Random", "<init>"))
            .as("the machine's randomness");
    // What Ed25519 gives its generator is a SecureRandom by type, and a key's bytes by content.
    only("Wiring|SnapStartHooks|Given", randomness)
        .because("tests must be repeatable, and a snapshot would repeat its random state")
        .check(CLASSES);
  }

  @Test
  void onlyTheHandlerReadsTheEnvironment() {
    only("TaggingHandler|Wiring|SnapStartHooks", named("java\\.lang\\.System", "getenv"))
        .because("settings are read once, checked and passed on")
        .check(CLASSES);
  }

  @Test
  void onlyOnePlaceSleeps() {
    only("Sleeper", named("java\\.lang\\.Thread", "sleep"))
        .because("all waiting must count against the time budget")
        .check(CLASSES);
  }

  @Test
  void nothingPrintsOrLogsExceptTheReport() {
    noClasses()
        .that(
            DescribedPredicate.describe(
                "are not Warmup", type -> !type.isEquivalentTo(Warmup.class)))
        .should(ACCESS_STANDARD_STREAMS)
        .because(
            "the report is the only line in the log, and it contains no secret; the warm-up only goes"
                + " the way there, with no byte")
        .check(CLASSES);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
        .because("the report is the only line in the log, and it contains no secret")
        .check(CLASSES);
  }

  @Test
  void errorsHaveTypesThatSayWhoMustAct() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS
        .because("a bare RuntimeException does not say what to do")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsNullMarked() {
    classes()
        .should(
            new ArchCondition<>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass type, ConditionEvents events) {
                boolean marked = type.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        type, marked, type.getName() + " is in a package without @NullMarked"));
              }
            })
        .because("what may be missing is an Optional")
        .check(CLASSES);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Util", "Utils", "Helper", "Manager", "Impl", "Service", "Model", "Data", "Info"})
  void noNameHasAnEmptySuffix(String ending) {
    noClasses()
        .should()
        .haveSimpleNameEndingWith(ending)
        .because("a name must say what a class is or does")
        .check(CLASSES);
  }

  /**
   * A word that is compared as a constant is a string like any other to ArchUnit: review sees it.
   */
  @Test
  void outcomesHaveWordsInReportsOnly() {
    DescribedPredicate<JavaClass> outcomes =
        assignableTo(ChartOutcome.class)
            .or(assignableTo(RunOutcome.class))
            .or(assignableTo(ChartResult.class))
            .or(assignableTo(ReleaseResult.class))
            .or(assignableTo(BranchResult.class))
            .or(assignableTo(PointResult.class))
            .or(assignableTo(SetupPoint.class))
            .as("outcomes");
    String reason = "a word is a contract with the readers of JSON; code compares types";
    methods()
        .that()
        .areDeclaredInClassesThat(outcomes)
        .and()
        .areDeclaredInClassesThat(not(assignableTo(Record.class)))
        .should()
        .notHaveRawReturnType(String.class)
        .because(reason)
        .check(CLASSES);
    noClasses()
        .should(
            accessTargetWhere(
                targetOwner(outcomes)
                    .and(target(nameMatching("name|toString|valueOf")))
                    .as("the constants' names are used as words")))
        .because(reason)
        .check(CLASSES);
    noMethods()
        .that()
        .areDeclaredInClassesThat(resideOutsideOfPackage(REPORT))
        .and()
        .areDeclaredInClassesThat(not(nameMatching(".*\\.SavedPlan")))
        .and(
            DescribedPredicate.describe(
                "take an outcome",
                method -> method.getRawParameterTypes().stream().anyMatch(outcomes)))
        .should()
        .haveRawReturnType(String.class)
        .because(reason + "; the lock table has a form of its own, which outlives both")
        .check(CLASSES);
    only(
            "RetryLaterException",
            target(nameMatching("word")).and(targetOwner(assignableTo(ReportJson.class))))
        .because(reason + "; SQS shows nothing of a report but an error's message")
        .check(CLASSES);
  }

  @Test
  void nothingHasMoreThanFourParameters() {
    classes()
        .should(
            new ArchCondition<>("take at most four parameters, records aside") {
              @Override
              public void check(JavaClass owner, ConditionEvents events) {
                owner.getCodeUnits().stream()
                    .filter(unit -> !(owner.isRecord() && unit.getName().equals("<init>")))
                    .filter(unit -> !unit.getModifiers().contains(JavaModifier.SYNTHETIC))
                    .forEach(unit -> events.add(count(owner, unit)));
              }
            })
        .because("more than four parameters suggest a missing record")
        .check(CLASSES);
  }

  private static SimpleConditionEvent count(JavaClass owner, JavaCodeUnit unit) {
    int parameters = unit.getRawParameterTypes().size();
    return new SimpleConditionEvent(
        owner, parameters <= 4, "%s takes %d".formatted(unit.getFullName(), parameters));
  }

  private static DescribedPredicate<JavaAccess<?>> constructs(String type) {
    return named(type, "<init>");
  }

  private static DescribedPredicate<JavaAccess<?>> named(String type, String method) {
    return DescribedPredicate.describe(
        type + "." + method,
        access ->
            access.getTargetOwner().getName().matches(type)
                && access.getTarget().getName().matches(method));
  }

  private static ArchRule only(String places, DescribedPredicate<JavaAccess<?>> access) {
    return noClasses()
        .that(
            DescribedPredicate.describe(
                "are not " + places, type -> !type.getSimpleName().matches(places)))
        .should(accessTargetWhere(access));
  }
}
