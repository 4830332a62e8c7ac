package io.charttagger;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.charttagger.chart.CommitSha;
import io.charttagger.chart.RepositoryName;
import io.charttagger.port.Sleeper;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in for GitHub and AWS: which part may import which, and what of the product. */
final class StandInsTest {
  private static final String LOCAL = "io.charttagger.local";
  private static final String LOG = "io.charttagger.local.log";
  private static final String GIT = "io.charttagger.local.git";
  private static final String GITHUB = "io.charttagger.local.github";
  private static final String AWS = "io.charttagger.local.aws";
  private static final String LAMBDA = "io.charttagger.local.lambda";
  private static final String GATE = "io.charttagger.local.gate";
  private static final String PAGE = "io.charttagger.local.page";
  private static final String JOB = "io.charttagger.local.job";
  private static final String END_TO_END = "io.charttagger.e2e";
  private static final String BENCH = "io.charttagger.bench";
  private static final String LOCAL_AND_BELOW = LOCAL + "..";

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .withImportOption(new ImportOption.DoNotIncludeJars())
          .importPackages("io.charttagger");
  private static final JavaClasses STAND_INS =
      new ClassFileImporter().importPackages(LOCAL, END_TO_END, BENCH);
  private static final DescribedPredicate<JavaClass> OF_THE_PRODUCT =
      describe("are the product's", type -> PRODUCT.contain(type.getName()));

  /** Each part, and the other parts that may be imported there. */
  static Stream<Arguments> parts() {
    return Stream.of(
        part(LOG, "every part writes to the log, so it is below all of them"),
        part(GIT, "git knows nothing of GitHub"),
        part(GITHUB, "GitHub knows neither AWS nor who calls it", GIT, LOG),
        part(AWS, "a service answers any client"),
        part(LAMBDA, "Lambda runs any handler", LOG),
        part(LOCAL, "the local cloud is its parts, put together", GITHUB, AWS, LAMBDA, LOG),
        part(GATE, "the gate sends to the cloud behind it", LOCAL, LAMBDA, GITHUB, LOG),
        part(PAGE, "a page shows values, and asks nobody", LOCAL),
        part(JOB, "the job shows what the cloud does", LOCAL, GATE, LAMBDA, GITHUB, GIT, PAGE),
        part(BENCH, "it measures the function from outside", LOCAL, LAMBDA, GITHUB, GIT, AWS));
  }

  private static Arguments part(String part, String reason, String... others) {
    return Arguments.of(part, reason, List.of(others));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartImportsOnlyWhatIsListed(String part, String reason, List<String> others) {
    DescribedPredicate<JavaClass> allowed =
        resideInAnyPackage(Stream.concat(Stream.of(part), others.stream()).toArray(String[]::new));
    noClasses()
        .that()
        .resideInAPackage(part)
        .should()
        .dependOnClassesThat(
            resideInAnyPackage(LOCAL_AND_BELOW, END_TO_END, BENCH).and(not(allowed)))
        .because(reason)
        .check(STAND_INS);
  }

  @Test
  void everyPartIsListed() {
    assertThat(STAND_INS.stream().map(JavaClass::getPackageName).distinct())
        .containsExactlyInAnyOrderElementsOf(
            Stream.concat(parts().map(part -> (String) part.get()[0]), Stream.of(END_TO_END))
                .toList());
  }

  @Test
  void thePartsFormNoCycle() {
    slices()
        .matching("io.charttagger.(**)")
        .should()
        .beFreeOfCycles()
        .because("a part that can be read alone can be trusted alone")
        .check(STAND_INS);
  }

  @Test
  void onlyIdentifiersAndTheSleeperAreNamedOfTheProduct() {
    noClasses()
        .that()
        .resideInAnyPackage(LOCAL_AND_BELOW, BENCH)
        .should()
        .dependOnClassesThat(
            OF_THE_PRODUCT.and(
                not(belongToAnyOf(CommitSha.class, RepositoryName.class, Sleeper.class))))
        .because("what shares the product's code shares its mistakes, and cannot find them")
        .check(STAND_INS);
  }

  @Test
  void lambdaAndTheLogNameNoClassOfTheProduct() {
    noClasses()
        .that()
        .resideInAnyPackage(LAMBDA, LOG)
        .should()
        .dependOnClassesThat(OF_THE_PRODUCT)
        .because("the function that runs is the packaged one, not the one on the class path")
        .check(STAND_INS);
  }
}
