// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.auth.Principal;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TopicAuthorizationTest {
  private static final Principal ANN = new Principal("AKIAANN", "ann");
  private static final Subject ORDERS = new Subject(List.of("orders"), "arn:orders");

  /** What Kafka allows to everybody, as topic and right. */
  private final Set<String> acls = new HashSet<>();

  private final Set<String> asked = new HashSet<>();

  private final TopicRights rights =
      new TopicRights() {
        @Override
        public boolean allow(Principal caller, String topic, Set<TopicRight> needed) {
          asked.add(caller.name());
          return needed.stream().allMatch(right -> acls.contains(topic + " " + right));
        }

        @Override
        public boolean show(Principal caller, String topic) {
          return acls.contains(topic + " DESCRIBE");
        }
      };

  private TopicAuthorization over(Authorization others) {
    return new TopicAuthorization(others, rights, (action, subject) -> subject.names());
  }

  /** Rules that say the same to all. */
  private record Always(Verdict verdict) implements Authorization {
    @Override
    public Verdict decide(
        Principal caller, String action, Subject subject, @Nullable String policy) {
      return verdict;
    }

    @Override
    public boolean sees(
        Principal caller, String service, Subject subject, @Nullable String policy) {
      return verdict == Verdict.ALLOWED;
    }

    @Override
    public String nameOf(Principal caller) {
      return "user/" + caller.name();
    }
  }

  private final TopicAuthorization open = over(new Always(Verdict.ALLOWED));

  private Verdict decide(String action) {
    return open.decide(ANN, action, ORDERS, null);
  }

  @Test
  void whatRulesAllowKafkaMustAllowToo() {
    acls.add("orders READ");

    assertThat(decide("kinesis:GetRecords")).isEqualTo(Verdict.ALLOWED);
    assertThat(decide("kinesis:PutRecord")).isEqualTo(Verdict.DENIED_BY_KAFKA);
  }

  @Test
  void allRightsThatAnActionNeedsMustBeThere() {
    acls.add("orders ALTER");
    assertThat(decide("yandex:UpdateStream")).isEqualTo(Verdict.DENIED_BY_KAFKA);
    acls.add("orders ALTER_CONFIGS");
    assertThat(decide("yandex:UpdateStream")).isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void whatRulesDenyKafkaIsNotAskedFor() {
    acls.add("orders READ");
    Authorization closed = over(new Always(Verdict.DENIED));

    assertThat(closed.decide(ANN, "kinesis:GetRecords", ORDERS, null)).isEqualTo(Verdict.DENIED);
    assertThat(asked).isEmpty();
  }

  @Test
  void anActionThatNobodyHasThoughtOfIsDenied() {
    acls.add("orders READ");
    assertThat(decide("kinesis:InventedLater")).isEqualTo(Verdict.DENIED_BY_KAFKA);
  }

  @Test
  void whatIsAboutNoStreamIsNotForKafkaToDecide() {
    assertThat(open.decide(ANN, "kinesis:ListStreams", Subject.ACCOUNT, null))
        .isEqualTo(Verdict.ALLOWED);
  }

  @Test
  void aListingShowsWhatRulesAndKafkaShow() {
    assertThat(open.sees(ANN, "kinesis", ORDERS, null)).isFalse();
    acls.add("orders DESCRIBE");
    assertThat(open.sees(ANN, "kinesis", ORDERS, null)).isTrue();
    assertThat(over(new Always(Verdict.DENIED)).sees(ANN, "kinesis", ORDERS, null)).isFalse();
  }

  @Test
  void aDenialIsSaidInTheServicesSentence() {
    Permit permit = open.permit(ANN, "kinesis", "GetRecords");

    assertThatThrownBy(() -> permit.require(ORDERS))
        .isInstanceOf(AccessDenied.class)
        .hasMessage(
            "User: user/ann is not authorized to perform: kinesis:GetRecords on resource:"
                + " arn:orders because no ACL of Kafka allows the kinesis:GetRecords action");
  }

  @Test
  void thereIsACallerOnlyWhileACallIsUnderWay() {
    Permit permit = open.permit(ANN, "kinesis", "GetRecords");

    assertThat(permit.during(Permit::current)).isSameAs(permit);
    assertThatThrownBy(Permit::current)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("no call is under way");
  }
}
