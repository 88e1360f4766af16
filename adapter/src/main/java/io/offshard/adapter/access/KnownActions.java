// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.mapping.stream.Glob;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The actions that there are, so that a rule with a slip of the pen is found when it is read.
 * Immutable.
 */
public final class KnownActions {
  private static final Set<String> SERVICES = Set.of("kinesis", "dynamodb", "yandex", "v3io");

  private final Set<String> served;
  private final Map<String, List<String>> ofStreams;

  /**
   * Those actions.
   *
   * @param served those of the APIs that are served, such as {@code kinesis:PutRecord}
   * @param ofStreams those among them whose calls are about a stream, and not about the account
   */
  public KnownActions(Set<String> served, Set<String> ofStreams) {
    this.served = Set.copyOf(served);
    this.ofStreams =
        ofStreams.stream()
            .collect(Collectors.groupingBy(KnownActions::service, Collectors.toUnmodifiableList()));
  }

  /** What can be done with the streams of one service. */
  List<String> of(String service) {
    return ofStreams.getOrDefault(service, List.of());
  }

  private static String service(String action) {
    return action.substring(0, Math.max(0, action.indexOf(':')));
  }

  /** Whether a pattern can be about any action. One of an API that is not served can. */
  boolean canMean(String pattern) {
    String folded = pattern.toLowerCase(Locale.ROOT);
    String service = service(folded);
    if (SERVICES.contains(service) && of(service).isEmpty()) {
      return true;
    }
    Glob glob = new Glob(folded);
    return served.stream().anyMatch(action -> glob.matches(action.toLowerCase(Locale.ROOT)));
  }
}
