// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.adapter.auth.Principal;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.policy.Verdict;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Allows what others allow and Kafka too, who is asked last. What is about no topic is not for
 * Kafka to decide. Thread-safe.
 */
public final class TopicAuthorization implements Authorization {
  /** Finds the topics that a call is about, or could be. */
  @FunctionalInterface
  public interface Topics {
    /**
     * None where the call is about no stream.
     *
     * @param action without the operation where a listing asks: {@code kinesis:}
     */
    List<String> of(String action, Subject subject);
  }

  private final Authorization others;
  private final TopicRights rights;
  private final Topics topics;

  /** Asks the others first. */
  public TopicAuthorization(Authorization others, TopicRights rights, Topics topics) {
    this.others = others;
    this.rights = rights;
    this.topics = topics;
  }

  @Override
  public Verdict decide(Principal caller, String action, Subject subject, @Nullable String policy) {
    Verdict verdict = others.decide(caller, action, subject, policy);
    return verdict != Verdict.ALLOWED || isAllowed(caller, action, subject)
        ? verdict
        : Verdict.DENIED_BY_KAFKA;
  }

  private boolean isAllowed(Principal caller, String action, Subject subject) {
    List<String> about = topicsOf(action, subject);
    Set<TopicRight> needed = TopicRight.neededFor(action);
    return about.isEmpty()
        || (!needed.isEmpty()
            && about.stream().allMatch(topic -> rights.allow(caller, topic, needed)));
  }

  private List<String> topicsOf(String action, Subject subject) {
    return subject.equals(Subject.ACCOUNT) ? List.of() : topics.of(action, subject);
  }

  @Override
  public boolean sees(Principal caller, String service, Subject subject, @Nullable String policy) {
    return others.sees(caller, service, subject, policy)
        && topicsOf(service + ":", subject).stream().allMatch(topic -> rights.show(caller, topic));
  }

  @Override
  public String nameOf(Principal caller) {
    return others.nameOf(caller);
  }
}
