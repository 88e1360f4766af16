// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResourcePolicyTest {
  private static final String ACCOUNT = "000000000000";
  private static final String ANN = "arn:aws:iam::000000000000:user/ann";

  private static String policy(String effect, String principal) {
    return """
    {"Version": "2012-10-17", "Id": "any", "Statement": [{"Sid": "one", "Effect": "%s",
      "Principal": %s, "Action": ["kinesis:PutRecord", "kinesis:Describe*"],
      "Resource": "arn:aws:kinesis:us-east-1:000000000000:stream/orders"}]}
    """
        .formatted(effect, principal);
  }

  private static List<Rule> about(String json) {
    return ResourcePolicy.parse(json).about(ANN, ACCOUNT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "*"                                                                    | true  | true
          {"AWS": "*"}                                                           | true  | true
          {"AWS": "arn:aws:iam::000000000000:user/ann"}                          | true  | true
          {"AWS": ["arn:aws:iam::1:user/x", "arn:aws:iam::000000000000:user/ann"]} | true  | true
          {"AWS": "arn:aws:iam::000000000000:user/bob"}                          | false | false
          {"AWS": "000000000000"}                                                | false | true
          {"AWS": "arn:aws:iam::000000000000:root"}                              | false | true
          {"AWS": "111111111111"}                                                | false | false
          """)
  void aRuleIsAboutWhomItNames(String principal, boolean allows, boolean denies) {
    assertThat(about(policy("Allow", principal))).hasSize(allows ? 1 : 0);
    assertThat(about(policy("Deny", principal))).hasSize(denies ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"user/*", "user/an?", "*"})
  void aPatternOfCallersIsRefusedAsItWouldDenyNobody(String pattern) {
    String all = "{\"AWS\": [\"*\", \"arn:aws:iam::000000000000:%s\"]}".formatted(pattern);

    assertThatThrownBy(() -> ResourcePolicy.parse(policy("Deny", all)))
        .isInstanceOf(UnusablePolicy.class)
        .hasMessageContaining("Principal");
  }

  @Test
  void aRuleSaysWhatItsStatementSays() {
    assertThat(about(policy("Deny", "\"*\"")))
        .containsExactly(
            Rule.of(
                Effect.DENY,
                List.of("kinesis:PutRecord", "kinesis:Describe*"),
                List.of("arn:aws:kinesis:us-east-1:000000000000:stream/orders")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"Statement\": []}",
        "{\"Statement\": [1]}",
        "{\"Version\": \"2013-01-01\", \"Statement\": []}",
        "{\"Statement\": {\"Effect\": \"allow\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"ann\", \"Action\": \"*\","
            + " \"Resource\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": {\"Service\": \"x\"},"
            + " \"Action\": \"*\", \"Resource\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": [],"
            + " \"Resource\": \"*\"}}",
        "{\"Statement\": {\"Effect\": \"Allow\", \"Principal\": \"*\", \"Action\": \"*\"}}",
      })
  void whatIsNoPolicyIsRefused(String json) {
    assertThatThrownBy(() -> ResourcePolicy.parse(json)).isInstanceOf(UnusablePolicy.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Condition", "NotAction", "NotPrincipal", "NotResource"})
  void whatIsNotUnderstoodIsRefusedByName(String element) {
    String json = policy("Deny", "\"*\"").replace("\"Sid\": \"one\"", "\"" + element + "\": {}");

    assertThatThrownBy(() -> ResourcePolicy.parse(json))
        .isInstanceOf(UnusablePolicy.class)
        .hasMessage(
            "A Statement of the policy has " + element + ", which Offshard does not support.");
  }

  @Property
  void anyTextIsAPolicyOrIsRefused(@ForAll String text) {
    assertThatCode(
            () -> {
              try {
                ResourcePolicy.parse(text);
              } catch (UnusablePolicy e) {
                assertThat(e).hasMessageNotContaining("\n");
              }
            })
        .doesNotThrowAnyException();
  }
}
