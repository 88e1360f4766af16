// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {
  private static final Subject ORDERS =
      new Subject(
          List.of("orders", "/db/orders"), "arn:aws:kinesis:us-east-1:000000000000:stream/orders");

  private static Rule allow(String action, String resource) {
    return Rule.of(Effect.ALLOW, List.of(action), List.of(resource));
  }

  private static Rule deny(String action, String resource) {
    return Rule.of(Effect.DENY, List.of(action), List.of(resource));
  }

  private static Verdict verdict(List<Rule> own, List<Rule> resources) {
    return Verdict.of(own, resources, "kinesis:PutRecord", ORDERS);
  }

  @Test
  void whatNoRuleIsAboutIsDenied() {
    assertThat(verdict(List.of(), List.of())).isEqualTo(Verdict.NOT_ALLOWED);
    assertThat(verdict(List.of(allow("kinesis:GetRecords", "*")), List.of()))
        .isEqualTo(Verdict.NOT_ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({
    "kinesis:PutRecord,  orders,                                                 true",
    "kinesis:PutRecord*, 'ord*',                                                 true",
    "KINESIS:putrecord,  orders,                                                 true",
    "'*',                '*',                                                    true",
    "kinesis:*,          /db/orders,                                             true",
    "kinesis:*,          arn:aws:kinesis:us-east-1:000000000000:stream/orders,   true",
    "kinesis:*,          'arn:aws:kinesis:*:stream/ord*',                        true",
    "kinesis:PutRecords, orders,                                                 false",
    "yandex:PutRecord,   orders,                                                 false",
    "kinesis:PutRecord,  Orders,                                                 false",
    "kinesis:PutRecord,  orders2,                                                false",
    "kinesis:PutRecord,  'arn:aws:kinesis:*:stream/orders/consumer/*',           false",
    "kinesis:PutRecord,  arn:aws:kinesis:us-east-1:111111111111:stream/orders,   false",
  })
  void rulesAreAboutWhatTheirPatternsName(String action, String resource, boolean covers) {
    assertThat(verdict(List.of(allow(action, resource)), List.of()))
        .isEqualTo(covers ? Verdict.ALLOWED : Verdict.NOT_ALLOWED);
    assertThat(verdict(List.of(), List.of(allow(action, resource))))
        .isEqualTo(covers ? Verdict.ALLOWED : Verdict.NOT_ALLOWED);
    assertThat(verdict(List.of(allow("*", "*"), deny(action, resource)), List.of()))
        .isEqualTo(covers ? Verdict.DENIED : Verdict.ALLOWED);
    assertThat(verdict(List.of(allow("*", "*")), List.of(deny(action, resource))))
        .isEqualTo(covers ? Verdict.DENIED_BY_RESOURCE : Verdict.ALLOWED);
  }

  @Test
  void onlyAStarAloneMeansTheAccount() {
    for (String resource : List.of("orders*", "arn:aws:kinesis:*", "?*?")) {
      assertThat(
              Verdict.of(
                  List.of(allow("*", resource)), List.of(), "kinesis:ListStreams", Subject.ACCOUNT))
          .isEqualTo(Verdict.NOT_ALLOWED);
    }
    assertThat(
            Verdict.of(List.of(allow("*", "*")), List.of(), "kinesis:ListStreams", Subject.ACCOUNT))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void whoIsDeniedSomethingIsDeniedWhatIsInsideOfIt() {
    Subject shard = new Subject(List.of("users/a/0"), "users/a/0", List.of("users.a", "users/a"));
    List<Rule> all = List.of(allow("*", "*"));

    for (String around : List.of("users.a", "users/a")) {
      assertThat(
              Verdict.of(List.of(allow("*", "*"), deny("*", around)), List.of(), "v3io:X", shard))
          .isEqualTo(Verdict.DENIED);
      assertThat(Verdict.of(all, List.of(deny("*", around)), "v3io:X", shard))
          .isEqualTo(Verdict.DENIED_BY_RESOURCE);
      assertThat(Verdict.of(List.of(allow("*", around)), List.of(), "v3io:X", shard))
          .as("to be allowed something is not to be allowed all in it")
          .isEqualTo(Verdict.NOT_ALLOWED);
    }
    assertThat(
            Verdict.of(List.of(allow("*", "*"), deny("*", "users.b")), List.of(), "v3io:X", shard))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Provide
  Arbitrary<List<Rule>> rules() {
    Arbitrary<Rule> rule =
        Combinators.combine(
                Arbitraries.of(Effect.values()),
                Arbitraries.of("*", "kinesis:*", "kinesis:PutRecord", "kinesis:GetRecords"),
                Arbitraries.of("*", "orders", "other", "arn:*"))
            .as((effect, action, name) -> Rule.of(effect, List.of(action), List.of(name)));
    return rule.list().ofMaxSize(6);
  }

  @Property
  void theOrderOfRulesDoesNotMatter(@ForAll("rules") List<Rule> own, @ForAll long seed) {
    List<Rule> shuffled = new ArrayList<>(own);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(verdict(shuffled, List.of())).isEqualTo(verdict(own, List.of()));
  }

  @Property
  void oneMoreRuleThatDeniesNeverLetsAnybodyIn(
      @ForAll("rules") List<Rule> own, @ForAll("rules") List<Rule> more) {
    List<Rule> stricter = new ArrayList<>(own);
    more.stream().filter(rule -> rule.effect() == Effect.DENY).forEach(stricter::add);
    if (verdict(stricter, List.of()) == Verdict.ALLOWED) {
      assertThat(verdict(own, List.of())).isEqualTo(Verdict.ALLOWED);
    }
  }
}
