// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.security.MessageDigest;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * A comparison that stops at the first difference tells by its time how much of a guess was right.
 * So where secrets and signatures are, each comparison of another kind is listed here: of what is
 * no secret. Whoever adds one has to be sure that it is of nothing else.
 */
class SecretComparisonsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages(
              "io.offshard.adapter.auth", "io.offshard.adapter.keys", "io.offshard.mapping.token");

  /** Of the standard library; also look-ups, which compare too. */
  private static final Set<String> COMPARING =
      Set.of(
          "equals",
          "deepEquals",
          "equalsIgnoreCase",
          "contentEquals",
          "compare",
          "compareTo",
          "compareToIgnoreCase",
          "mismatch",
          "matches",
          "contains",
          "containsKey",
          "containsValue",
          "indexOf",
          "startsWith",
          "endsWith",
          "regionMatches");

  private static final Set<String> OPEN =
      Set.of(
          // The forms of files, of which an owner's name or a token stands there once only.
          "CallerTokens.parse",
          "CredentialsFile.kafkaLogin",
          "CredentialsFile.parse",
          "CredentialsFile.sections",
          "KeyDirectory.find",
          "KeyDirectory.keys",
          // Ids of keys, which stand in every token, and what encodes to the text that was sent.
          "Keyring.find",
          "Keyring.requireDistinct",
          "SealedToken.decode",
          "SigningKey.<init>",
          // The form of what is sent, and its parts that are no secret: names, dates, regions.
          "Claim.of",
          "Claim.parts",
          "Claim.requireAlgorithm",
          "Presented.header",
          "Presented.scope",
          "Presented.token",
          "Query.canonical",
          "Query.first",
          "Query.has",
          "Query.parse",
          "SessionKeys.basic",
          "SessionKeys.credential",
          "SessionKeys.identify",
          "SigV4.requireScope",
          "SigV4.requireSigned",
          "SignedRequest.canonicalPath",
          "SignedRequest.isHost",
          "SignedRequest.trimmed",
          "TokenCallers.requireRegion",
          // What another service says of a token.
          "TokenIntrospection.owner",
          // The hash of the body, which is computed from what was sent.
          "SigV4.requireSignature");

  @Test
  void secretsAndSignaturesAreComparedInConstantTime() {
    assertThat(
            callers(
                call ->
                    call.getTargetOwner().isEquivalentTo(MessageDigest.class)
                        && call.getName().equals("isEqual")))
        .containsExactly(
            "AccessKey.hasSecret",
            "Digests.equal",
            "SealedToken.verify",
            "ShortSeal.verifies",
            "SigningKey.hasSecretOf");
    assertThat(
            callers(
                call ->
                    call.getTargetOwner().getSimpleName().equals("Digests")
                        && call.getName().equals("equal")))
        .containsExactly("AccessKey.accepts", "CallerTokens.find", "SigV4.requireSignature");
  }

  @Test
  void everyOtherComparisonIsOfWhatIsNoSecret() {
    assertThat(
            callers(
                call ->
                    COMPARING.contains(call.getName())
                        && call.getTargetOwner().getPackageName().startsWith("java.")))
        .containsExactlyInAnyOrderElementsOf(OPEN);
  }

  private static Set<String> callers(Predicate<JavaMethodCall> which) {
    return CLASSES.stream()
        .flatMap(type -> type.getMethodCallsFromSelf().stream())
        .filter(which)
        .map(JavaMethodCall::getOrigin)
        .map(origin -> origin.getOwner().getSimpleName() + "." + origin.getName())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
