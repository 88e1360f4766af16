// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/**
 * Who may use whom inside the server. Packages that a rule names and that do not exist yet do no
 * harm.
 */
@AnalyzeClasses(
    packages = "io.offshard.adapter",
    importOptions = ImportOption.DoNotIncludeTests.class)
class DirectionsTest {
  @ArchTest
  static final ArchRule theCoreIsNeutral =
      noClasses()
          .that()
          .resideInAPackage("..adapter.service..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "..adapter.http..",
              "..adapter.dialect..",
              "..adapter.kafka..",
              "..adapter.callers..",
              "..mapping.shape..",
              "..mapping.kinesis..",
              "..mapping.dynamodb..",
              "..mapping.yandex..",
              "..mapping.v3io..")
          .allowEmptyShould(true)
          .because("all dialects share it, and none of their words or of Kafka's may leak into it");

  @ArchTest
  static final ArchRule dialectsTranslateOnly =
      noClasses()
          .that()
          .resideInAPackage("..adapter.dialect.*..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..adapter.http..", "..adapter.kafka..", "..adapter.callers..")
          .because("an operation turns words into calls of the core, it moves no bytes");

  @ArchTest
  static final ArchRule theDoorKnowsNoDialect =
      noClasses()
          .that()
          .resideInAPackage("..adapter.dialect")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("..adapter.dialect.*..", "..adapter.service..", "..adapter.kafka..")
          .because("a dialect is added by handing over its table");

  @ArchTest
  static final ArchRule dialectsDoNotKnowEachOther =
      slices()
          .matching("..adapter.dialect.(*)..")
          .should()
          .notDependOnEachOther()
          .ignoreDependency(
              resideInAPackage("..dialect.yandex.."), resideInAPackage("..dialect.kinesis.."))
          .allowEmptyShould(true)
          .because("each must be removable; Yandex alone is a profile of Kinesis");

  @ArchTest
  static final ArchRule socketsAreInHttp =
      only(
          "..adapter.http..",
          "the web server must be replaceable",
          "io.javalin..",
          "org.eclipse.jetty..",
          "jakarta.servlet..");

  @ArchTest
  static final ArchRule metersAreInObserve =
      only(
          "..adapter.observe..",
          "names and labels of metrics are a contract kept in one place",
          "io.micrometer..",
          "io.prometheus..",
          "io.opentelemetry..");

  @ArchTest
  static final ArchRule cachesAreInQuota =
      only(
          "..adapter.quota..",
          "state that grows with callers is bounded in one place",
          "com.github.benmanes.caffeine..");

  @ArchTest
  static final ArchRule kafkaStaysBehindItsPorts =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "..adapter.kafka..",
              "..adapter.callers..",
              "..adapter.lineage..",
              "..adapter.embedded..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.apache.kafka..", "kafka..")
          .because("the log must have a second implementation in tests");

  @ArchTest
  static final ArchRule nobodyKnowsTheRoot =
      noClasses()
          .that()
          .resideOutsideOfPackages("io.offshard.adapter", "..adapter.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.offshard.adapter")
          .because("only the composition root puts the packages together");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("io.offshard.adapter.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a package must be readable without the ones above it");

  @ArchTest
  static final ArchRule noStateInStatics =
      noFields()
          .that()
          .areStatic()
          .should()
          .notBeFinal()
          .because("two servers must be able to live in one process");

  @ArchTest
  static final ArchRule operationsAreSmallAndHidden =
      classes()
          .that()
          .resideInAPackage("..adapter.dialect.*..")
          .and()
          .haveSimpleNameEndingWith("Operation")
          .should()
          .notBePublic()
          .andShould()
          .haveModifier(JavaModifier.FINAL)
          .andShould()
          .haveOnlyFinalFields()
          .allowEmptyShould(true)
          .because("they are reached through the table, and called by many threads at once");

  private static ArchRule only(String home, String reason, String... libraries) {
    return noClasses()
        .that()
        .resideOutsideOfPackage(home)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(libraries)
        .because(reason);
  }
}
