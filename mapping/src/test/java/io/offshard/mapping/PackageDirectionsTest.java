// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

/** Keeps the directions between the packages; packages that do not exist yet break no rule. */
@AnalyzeClasses(
    packages = "io.offshard.mapping",
    importOptions = ImportOption.DoNotIncludeTests.class)
class PackageDirectionsTest {
  private static final String[] DIALECTS = {
    "..mapping.kinesis..", "..mapping.dynamodb..", "..mapping.yandex..", "..mapping.v3io.."
  };

  @ArchTest
  static final ArchRule noInputOrOutput =
      noClasses()
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                      "java.net..",
                      "java.nio.file..",
                      "java.nio.channels..",
                      "java.util.concurrent..",
                      "java.util.logging..",
                      "org.apache.kafka..",
                      "io.javalin..",
                      "org.slf4j..")
                  .as("do input or output, run threads or write logs"))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.lang.Thread")
          .orShould()
          .dependOnClassesThat()
          .haveNameMatching("java\\.io\\.(File|RandomAccessFile).*")
          .because(
              "bytes and values in, bytes and values out: whoever calls owns sockets, files,"
                  + " threads and logs");

  @ArchTest
  static final ArchRule noClockOrChance =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("java.util.Random")
          .because(
              "the same input has to give the same output: the time and every random value are"
                  + " passed in");

  @ArchTest
  static final ArchRule onlyShapeAndJsonSeeJackson =
      noClasses()
          .that()
          .resideOutsideOfPackages("..mapping.shape..", "..mapping.json..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.fasterxml..")
          .because(
              "a wire type is declared once, and both encodings follow from the declaration;"
                  + " documents of others are values");

  @ArchTest
  static final ArchRule jsonKnowsNothingElse =
      noClasses()
          .that()
          .resideInAPackage("..mapping.json..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.offshard..").and(resideOutside("..mapping.json..")))
          .because("what JSON is does not depend on what it is used for");

  @ArchTest
  static final ArchRule changesKnowNoStreams =
      noClasses()
          .that()
          .resideInAnyPackage("..mapping.item..", "..mapping.change..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.offshard..")
                  .and(
                      resideOutside(
                          "..mapping.item..",
                          "..mapping.change..",
                          "..mapping.avro..",
                          "..mapping.json..",
                          "..mapping.shape..")))
          .because("what a record tells of an item does not depend on who asks for it where");

  @ArchTest
  static final ArchRule shapeKnowsNothingElse =
      noClasses()
          .that()
          .resideInAPackage("..mapping.shape..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.offshard..").and(resideOutside("..mapping.shape..")))
          .because("shapes are the ground on which the dialects stand");

  @ArchTest
  static final ArchRule streamIsTheCore =
      noClasses()
          .that()
          .resideInAPackage("..mapping.stream..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.offshard..").and(resideOutside("..mapping.stream..")))
          .allowEmptyShould(true)
          .because("the vocabulary of streams and shards needs nothing but itself");

  @ArchTest
  static final ArchRule arithmeticIsBelowState =
      noClasses()
          .that()
          .resideInAnyPackage("..mapping.hash..", "..mapping.sequence..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage(
                  "..mapping.lineage..", "..mapping.token..", "..mapping.envelope.."))
          .allowEmptyShould(true)
          .because("routing and numbering are functions of their arguments alone");

  @ArchTest
  static final ArchRule theCoreKnowsNoDialect =
      noClasses()
          .that(resideInAPackage("io.offshard..").and(resideOutside(DIALECTS)))
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(DIALECTS)
          .because("four dialects share one core, and a fifth must not change it");

  @ArchTest
  static final ArchRule kinesisKnowsNoOtherDialect =
      strangers("kinesis", "dynamodb", "yandex", "v3io");

  @ArchTest
  static final ArchRule dynamodbKnowsNoOtherDialect =
      strangers("dynamodb", "kinesis", "yandex", "v3io");

  @ArchTest
  static final ArchRule v3ioKnowsNoOtherDialect =
      strangers("v3io", "kinesis", "dynamodb", "yandex");

  /** Yandex Data Streams is a profile of Kinesis and may see it. */
  @ArchTest static final ArchRule yandexKnowsKinesisOnly = strangers("yandex", "dynamodb", "v3io");

  @ArchTest
  static final ArchRule noCycles =
      slices()
          .matching("io.offshard.mapping.(*)..")
          .should()
          .beFreeOfCycles()
          .because("packages that need each other are one package");

  private static ArchRule strangers(String dialect, String... others) {
    String[] packages = new String[others.length];
    for (int i = 0; i < others.length; i++) {
      packages[i] = "..mapping." + others[i] + "..";
    }
    return noClasses()
        .that()
        .resideInAPackage("..mapping." + dialect + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages)
        .allowEmptyShould(true)
        .because(
            "each dialect owns its names, limits and texts, so that one can change without the"
                + " others");
  }

  private static DescribedPredicate<JavaClass> resideOutside(String... packages) {
    return JavaClass.Predicates.resideOutsideOfPackages(packages);
  }
}
