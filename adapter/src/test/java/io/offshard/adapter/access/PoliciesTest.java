// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.file.UnusableFile;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoliciesTest {
  private static final Subject ORDERS =
      new Subject(List.of("orders"), "arn:aws:kinesis:us-east-1:000000000000:stream/orders");

  private static final KnownActions ACTIONS =
      new KnownActions(
          Set.of("kinesis:PutRecord", "kinesis:GetRecords", "kinesis:ListStreams", "v3io:GetItem"),
          Set.of("kinesis:PutRecord", "kinesis:GetRecords", "v3io:GetItem"));

  private static final Principal ANN = new Principal("AKIAANN", "ann");
  private static final Principal BOB = new Principal("AKIABOB", "bob");

  @TempDir Path directory;
  private final AtomicLong nanos = new AtomicLong();

  private Policies policies(String yaml) throws IOException {
    Path file = directory.resolve("policies.yaml");
    Files.writeString(file, yaml);
    return new Policies(file, ACTIONS, "000000000000", nanos::get);
  }

  private static Verdict put(Policies policies, Principal caller) {
    return policies.decide(caller, "kinesis:PutRecord", ORDERS, null);
  }

  @ParameterizedTest
  @CsvSource({
    "ann,               true,  false",
    "AKIABOB,           false, true",
    "'*',               true,  true",
    "'tag:team=orders', true,  false",
    "'tag:team=other',  false, false",
    "'tag:none=orders', false, false",
    "an,                false, false",
  })
  void aStatementIsAboutItsPrincipals(String principal, boolean ann, boolean bob)
      throws IOException {
    Policies policies =
        policies(
            """
            principals:
              - {name: ann, tags: {team: orders}}
              - {name: bob, tags: {team: billing}}
            statements:
              - {effect: allow, principals: ['%s'], actions: ['kinesis:*'], streams: [orders]}
            """
                .formatted(principal));

    assertThat(put(policies, ANN)).isEqualTo(ann ? Verdict.ALLOWED : Verdict.NOT_ALLOWED);
    assertThat(put(policies, BOB)).isEqualTo(bob ? Verdict.ALLOWED : Verdict.NOT_ALLOWED);
  }

  @Test
  void denyingWins() throws IOException {
    Policies policies =
        policies(
            """
            statements:
              - {effect: allow, principals: ['*'], actions: ['*'], streams: ['*']}
              - {effect: deny, principals: [bob], actions: ['kinesis:Put*'], streams: ['ord*']}
            """);

    assertThat(put(policies, ANN)).isEqualTo(Verdict.ALLOWED);
    assertThat(put(policies, BOB)).isEqualTo(Verdict.DENIED);
    assertThat(policies.sees(BOB, "kinesis", ORDERS, null)).isTrue();
  }

  @Test
  void aListingShowsWhatTheCallerMayDoAnythingWith() throws IOException {
    Policies policies =
        policies(
            """
            statements:
              - {effect: allow, principals: [ann], actions: ['kinesis:GetRecords'], streams: [orders]}
              - {effect: allow, principals: [bob], actions: ['v3io:*'], streams: ['*']}
              - {effect: allow, principals: [bob], actions: ['kinesis:ListStreams'], streams: ['*']}
            """);

    assertThat(policies.sees(ANN, "kinesis", ORDERS, null)).isTrue();
    assertThat(policies.sees(BOB, "kinesis", ORDERS, null)).isFalse();
    assertThat(policies.sees(BOB, "v3io", ORDERS, null)).isTrue();
  }

  @Test
  void whatAStreamCarriesCountsToo() throws IOException {
    Policies policies =
        policies(
            """
            statements:
              - {effect: allow, principals: [ann], actions: ['kinesis:*'], streams: ['*']}
            """);
    String carried =
        """
        {"Statement": [
          {"Effect": "Allow", "Principal": {"AWS": "arn:aws:iam::000000000000:user/bob"},
           "Action": "kinesis:PutRecord", "Resource": "*"},
          {"Effect": "Deny", "Principal": {"AWS": "arn:aws:iam::000000000000:user/ann"},
           "Action": "kinesis:PutRecord", "Resource": "*"}]}
        """;

    assertThat(policies.decide(BOB, "kinesis:PutRecord", ORDERS, carried))
        .isEqualTo(Verdict.ALLOWED);
    assertThat(policies.decide(BOB, "kinesis:GetRecords", ORDERS, carried))
        .isEqualTo(Verdict.NOT_ALLOWED);
    assertThat(policies.decide(ANN, "kinesis:PutRecord", ORDERS, carried))
        .isEqualTo(Verdict.DENIED_BY_RESOURCE);
    assertThat(policies.sees(BOB, "kinesis", ORDERS, carried)).isTrue();
  }

  @Test
  void theFileIsReadAgainAndAWrongOneChangesNothing() throws IOException {
    String allowed =
        "statements: [{effect: allow, principals: [ann], actions: ['*'], streams: ['*']}]";
    Policies policies = policies(allowed);
    assertThat(put(policies, ANN)).isEqualTo(Verdict.ALLOWED);

    List<String> wrongs =
        List.of("", "statements: [", "[".repeat(100_000), allowed.replace("ann", "an n"));
    for (String wrong : wrongs) {
      Files.writeString(directory.resolve("policies.yaml"), wrong);
      nanos.addAndGet(Duration.ofSeconds(2).toNanos());
      assertThat(put(policies, ANN)).isEqualTo(Verdict.ALLOWED);
    }
    Files.writeString(directory.resolve("policies.yaml"), allowed.replace("allow", "deny"));
    nanos.addAndGet(Duration.ofSeconds(2).toNanos());
    assertThat(put(policies, ANN)).isEqualTo(Verdict.DENIED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          []                                       | must be a map
          statements: []                           | statements: there are none
          rules: []                                | rules: unknown key
          statements: [{effect: maybe, principals: [a], actions: ['*'], streams: ['*']}] \
                                                   | statements[0].effect
          statements: [{effect: allow, principals: [], actions: ['*'], streams: ['*']}] \
                                                   | statements[0].principals: missing
          statements: [{effect: allow, principals: [a], actions: [PutRecord], streams: ['*']}] \
                                                   | statements[0].actions
          statements: [{effect: allow, principals: [a], actions: ['kinesis:PutRecrod'], streams: ['*']}] \
                                                   | there is no action kinesis:PutRecrod
          statements: [{effect: allow, principals: ['tag:x'], actions: ['*'], streams: ['*']}] \
                                                   | statements[0].principals
          """)
  void aWrongFileIsRefusedWithTheReason(String yaml, String reason) {
    assertThatThrownBy(() -> policies(yaml))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("policies.yaml")
        .hasMessageContaining(reason);
  }

  @Test
  void rulesMayBeAboutApisThatAreNotServed() {
    assertThatCode(
            () ->
                policies(
                    """
                    statements:
                      - {effect: allow, principals: [a], actions: ['yandex:PutRecord'], streams: [a]}
                    """))
        .doesNotThrowAnyException();
  }

  @Test
  void refusalsSayWhatAwsSays() throws IOException {
    Permit permit =
        policies("statements: [{effect: allow, principals: [a], actions: ['*'], streams: [b]}]")
            .permit(ANN, "kinesis", "PutRecord");

    assertThatThrownBy(() -> permit.require(ORDERS))
        .isInstanceOf(AccessDenied.class)
        .hasMessage(
            "User: arn:aws:iam::000000000000:user/ann is not authorized to perform:"
                + " kinesis:PutRecord on resource:"
                + " arn:aws:kinesis:us-east-1:000000000000:stream/orders because no"
                + " identity-based policy allows the kinesis:PutRecord action");
    assertThat(permit.asked()).isEqualTo(ORDERS);
  }
}
