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
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
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
import io.charttagger.report.ReleaseResult;
import io.charttagger.report.ReportJson;
import io.charttagger.report.RunOutcome;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the house: which room may know which, and what is done in one place only. */
final class HouseTest {
  private static final String ROOT = "io.charttagger";
  private static final String SETTINGS = "io.charttagger.settings";
  private static final String DISPATCH = "io.charttagger.dispatch";
  private static final String CHART = "io.charttagger.chart";
  private static final String CHANGELOG = "io.charttagger.changelog";
  private static final String PLAN = "io.charttagger.plan";
  private static final String RELEASE = "io.charttagger.release";
  private static final String REPORT = "io.charttagger.report";
  private static final String PORT = "io.charttagger.port";
  private static final String HISTORY = "io.charttagger.history";
  private static final String RUN = "io.charttagger.run";
  private static final String GITHUB = "io.charttagger.github..";
  private static final String AWS = "io.charttagger.aws";
  private static final String JACKSON = "com.fasterxml.jackson..";
  private static final String YAML = "org.yaml.snakeyaml..";
  private static final String JSPECIFY = "org.jspecify.annotations";

  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages(ROOT);

  @Test
  void allRoomsAreLookedAt() {
    assertThat(
            List.of(
                ROOT,
                SETTINGS,
                DISPATCH,
                CHART,
                CHANGELOG,
                PLAN,
                RELEASE,
                REPORT,
                PORT,
                HISTORY,
                RUN,
                "io.charttagger.github",
                AWS))
        .allMatch(HOUSE::containPackage);
  }

  /** Each room, and what may be imported there besides the JDK: other rooms, and its parsers. */
  static Stream<Arguments> rooms() {
    return Stream.of(
        room(CHART, "the vocabulary is below everything", JACKSON, YAML),
        room(CHANGELOG, "a changelog is text and what is in it", CHART, YAML, "org.commonmark.."),
        room(PLAN, "the plan is a pure function of values", CHART, CHANGELOG),
        room(RELEASE, "the release pull request is text about a plan", CHART, PLAN, JACKSON),
        room(REPORT, "a report is a value and its renderings", CHART, PLAN, RELEASE, JACKSON),
        room(DISPATCH, "who may ask is decided before GitHub or AWS is touched", CHART, JACKSON),
        room(
            SETTINGS, "settings are read once, before anything is asked", CHART, DISPATCH, RELEASE),
        room(PORT, "ports carry our types", CHART, RELEASE, DISPATCH),
        room(
            HISTORY,
            "how a history is read is a rule of ours: no type of GitHub or HTTP, so it is tested over"
                + " a map of commits",
            CHART,
            CHANGELOG,
            PLAN,
            DISPATCH,
            PORT),
        room(
            RUN,
            "the story runs the same over any forge and any locks",
            CHART,
            CHANGELOG,
            PLAN,
            RELEASE,
            REPORT,
            DISPATCH,
            PORT,
            HISTORY,
            JACKSON));
  }

  private static Arguments room(String room, String reason, String... others) {
    return Arguments.of(room, reason, List.of(others));
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsWhatItsPageSaysAndNoMore(String room, String reason, List<String> others) {
    classes()
        .that()
        .resideInAPackage(room)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            Stream.concat(Stream.of(room, "java..", "javax.crypto..", JSPECIFY), others.stream())
                .toArray(String[]::new))
        .because(reason)
        .check(HOUSE);
  }

  @Test
  void theDecisionDoesNoInputOrOutput() {
    noClasses()
        .that()
        .resideInAnyPackage(CHART, CHANGELOG, PLAN, RELEASE, REPORT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "java.nio.file..", "java.util.concurrent..")
        .because("what is pure neither reads, writes nor waits")
        .check(HOUSE);
  }

  @Test
  void theAdaptersNeverMeet() {
    noClasses()
        .that()
        .resideInAPackage(GITHUB)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(AWS, "software.amazon..", "com.amazonaws..")
        .because("GitHub can be had without AWS")
        .check(HOUSE);
    noClasses()
        .that()
        .resideInAPackage(AWS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(GITHUB, "org.kohsuke..", "com.auth0..")
        .because("AWS can be had without GitHub")
        .check(HOUSE);
  }

  @Test
  void theAdaptersMeetTheFrontDoorInItsDispatchOnly() {
    DescribedPredicate<JavaClass> inner =
        resideInAPackage(DISPATCH)
            .and(DescribedPredicate.not(assignableTo(Dispatch.class)))
            .and(DescribedPredicate.not(assignableTo(Rejection.class)));
    noClasses()
        .that()
        .resideInAnyPackage(GITHUB, AWS)
        .should()
        .dependOnClassesThat(inner)
        .because("an adapter is told what to do, and does not ask who wanted it")
        .check(HOUSE);
  }

  @Test
  void nothingImportsTheRoot() {
    noClasses()
        .that(resideOutsideOfPackage(ROOT))
        .should()
        .dependOnClassesThat()
        .resideInAPackage(ROOT)
        .because("the root wires the rooms; no room may lean on it")
        .check(HOUSE);
  }

  @Test
  void foreignTypesStayInTheirAdapter() {
    noClasses()
        .that(resideOutsideOfPackage(GITHUB))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.kohsuke..", "com.auth0..")
        .because("hub4j's types never leave the room that knows GitHub")
        .check(HOUSE);
    noClasses()
        .that()
        .resideOutsideOfPackages(AWS, ROOT)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("software.amazon..", "com.amazonaws..", "org.crac..")
        .because("only the AWS room and the Lambda entry know that there is AWS")
        .check(HOUSE);
  }

  @Test
  void theRoomsFormNoCycle() {
    slices()
        .matching("io.charttagger.(*)..")
        .should()
        .beFreeOfCycles()
        .because("a room that can be read alone can be tested alone")
        .check(HOUSE);
    slices()
        .matching("io.charttagger.(**)")
        .should()
        .beFreeOfCycles()
        .because("the packages inside a room are rooms, too")
        .check(HOUSE);
  }

  @Test
  void onlyTheWiringMakesCollaborators() {
    DescribedPredicate<JavaAccess<?>> constructorOfACollaborator =
        target(nameMatching("<init>"))
            .and(
                targetOwner(
                    assignableTo(Forge.class)
                        .or(assignableTo(Locks.class))
                        .or(assignableTo(RateLimiter.class))
                        .or(nameMatching("io\\.charttagger\\.run\\.TaggingRun"))))
            .as("constructors of collaborators");
    only("Wiring", constructorOfACollaborator)
        .because("what the function is made of is seen in one place")
        .check(HOUSE);
  }

  @Test
  void requestsAreBuiltInOnePlace() {
    only("RestClient", constructs("io\\.charttagger\\.github\\.http\\.RestRequest"))
        .because("every request of ours takes the same way, and its answer is judged once")
        .check(HOUSE);
    only("HttpConnector", named("java\\.net\\.http\\.HttpRequest", "newBuilder"))
        .because("every request, hub4j's included, leaves through one wire")
        .check(HOUSE);
  }

  @Test
  void timeIsPassedIn() {
    DescribedPredicate<JavaAccess<?>> clocks =
        named("java\\.time\\.(Instant|LocalDate|LocalDateTime|ZonedDateTime|OffsetDateTime)", "now")
            .or(named("java\\.time\\.Clock", "system.*|tick.*"))
            .or(named("java\\.lang\\.System", "currentTimeMillis|nanoTime"))
            .as("the machine's clock");
    only("Wiring|TaggingHandler|SnapStartHooks", clocks)
        .because("with the clock passed in, hours pass in a test in no time")
        .check(HOUSE);
  }

  @Test
  void chanceIsPassedIn() {
    DescribedPredicate<JavaAccess<?>> chance =
        named("java\\.lang\\.Math", "random")
            .or(named("java\\.util\\.UUID", "randomUUID"))
            .or(named("java\\.util\\.concurrent\\.ThreadLocalRandom", "current"))
            .or(named("java\\.(util|security)\\.(Secure|Splittable)?Random", "<init>"))
            .as("the machine's dice");
    only("Wiring|SnapStartHooks", chance)
        .because("what happens by chance cannot be repeated, and a snapshot repeats it")
        .check(HOUSE);
  }

  @Test
  void onlyTheEntryReadsTheEnvironment() {
    only("TaggingHandler|Wiring|SnapStartHooks", named("java\\.lang\\.System", "getenv"))
        .because("settings are read once, checked, and handed on")
        .check(HOUSE);
  }

  @Test
  void onlyOnePlaceSleeps() {
    only("Sleeper", named("java\\.lang\\.Thread", "sleep"))
        .because("all waiting counts against the time budget")
        .check(HOUSE);
  }

  @Test
  void nobodyPrintsOrLogsPastTheReport() {
    NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS
        .because("the report is the one line of the log, and it is known to hold no secret")
        .check(HOUSE);
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
        .because("the report is the one line of the log, and it is known to hold no secret")
        .check(HOUSE);
  }

  @Test
  void errorsHaveTypesThatSayWhoMustAct() {
    NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS
        .because("a bare RuntimeException tells nobody what to do")
        .check(HOUSE);
  }

  @Test
  void everyRoomForbidsNull() {
    classes()
        .should(
            new ArchCondition<>("be in a package that is @NullMarked") {
              @Override
              public void check(JavaClass room, ConditionEvents events) {
                boolean marked = room.getPackage().isAnnotatedWith(NullMarked.class);
                events.add(
                    new SimpleConditionEvent(
                        room, marked, room.getName() + " is in a package without @NullMarked"));
              }
            })
        .because("what may be missing is an Optional")
        .check(HOUSE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"Util", "Utils", "Helper", "Manager", "Impl", "Service", "Model", "Data", "Info"})
  void noNameIsEmptyOfMeaning(String ending) {
    noClasses()
        .should()
        .haveSimpleNameEndingWith(ending)
        .because("a name says what a thing is or does; this one says neither")
        .check(HOUSE);
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
        .check(HOUSE);
    noClasses()
        .should(
            accessTargetWhere(
                targetOwner(outcomes)
                    .and(target(nameMatching("name|toString|valueOf")))
                    .as("the constants' names are used as words")))
        .because(reason)
        .check(HOUSE);
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
        .check(HOUSE);
    only(
            "LambdaResponse",
            target(nameMatching("word")).and(targetOwner(assignableTo(ReportJson.class))))
        .because(reason + "; SQS shows nothing of a report but an error's message")
        .check(HOUSE);
  }

  @Test
  void nobodyTakesMoreThanFourParameters() {
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
        .because("more than four parameters are a record without a name")
        .check(HOUSE);
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
