// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.kinesis.DeleteResourcePolicy;
import io.offshard.mapping.kinesis.GetResourcePolicy;
import io.offshard.mapping.kinesis.PutResourcePolicy;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The operations on resource policies, which are done when they answer. */
class ResourcePolicyOperationsTest extends SettingsWorld {
  private static final String INVALID = "InvalidArgumentException";
  private String consumer = "";

  @BeforeEach
  void registersAConsumer() {
    consumer = account.consumerArn(S, attachments.register(S, "app", Map.of()).id());
  }

  private static String policy(String id) {
    return """
    {"Id":"%s","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}\
    """
        .formatted(id);
  }

  private void put(String arn, String policy) {
    tell(
        new PutResourcePolicyOperation(attachments, consumers)::handle,
        new PutResourcePolicy.Request(arn, null, policy));
  }

  private String get(String arn) {
    return ask(
            new GetResourcePolicyOperation(lookup, consumers)::handle,
            new GetResourcePolicy.Request(arn, null))
        .policy();
  }

  private void delete(String arn) {
    tell(
        new DeleteResourcePolicyOperation(attachments, consumers)::handle,
        new DeleteResourcePolicy.Request(arn, null));
  }

  @Test
  void policiesAreKeptAsTheyAreWritten() {
    String spaced = " " + policy("\u00e9").replace(":", " :\n");
    put(ARN, spaced);
    put(consumer, policy("a"));

    assertThat(get(ARN)).isEqualTo(spaced);
    assertThat(get(consumer)).isEqualTo(policy("a"));
    put(ARN, policy("b"));
    assertThat(get(ARN)).isEqualTo(policy("b"));
  }

  @Test
  void noPolicyReadsAsAnEmptyOneHoweverOftenItIsDeleted() {
    assertThat(get(ARN)).isEqualTo("{}");
    put(ARN, policy("a"));
    put(consumer, policy("a"));
    delete(ARN);
    delete(ARN);

    assertThat(get(ARN)).isEqualTo("{}");
    assertThat(get(consumer)).isEqualTo(policy("a"));
    delete(consumer);
    assertThat(get(consumer)).isEqualTo("{}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "x", "{", "{}x", "{} {}", "[]", "\"{}\"", "1", "null", "{'a':1}"})
  void whatIsNoJsonObjectIsNoPolicy(String text) {
    assertRefused(() -> put(ARN, text), INVALID, "not a JSON object");
    assertThat(get(ARN)).isEqualTo("{}");
  }

  @Test
  void aPolicyHasAtMost20KiB() {
    int rest = (20 << 10) - policy("").length();
    String most = policy("\u00e9".repeat(rest / 2) + "a".repeat(rest % 2));
    put(ARN, most);

    assertThat(get(ARN)).isEqualTo(most);
    assertRefused(() -> put(ARN, most + " "), INVALID, "20481 bytes");
  }

  @Test
  void whatIsNotThereHasNoPolicy() {
    String none = ARN.replace(S, NONE);
    String other = ARN + "/consumer/app:1";
    for (String arn : new String[] {none, other}) {
      assertNotFound(() -> put(arn, policy("a")));
      assertNotFound(() -> get(arn));
      assertNotFound(() -> delete(arn));
    }
  }
}
