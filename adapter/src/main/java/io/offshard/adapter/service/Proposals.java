// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service;

import static java.util.Objects.requireNonNullElseGet;

import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.NotActive;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import io.offshard.mapping.lineage.Verdict;
import java.util.Map;

/** What callers are told when the log has judged what they proposed. */
final class Proposals {
  private Proposals() {}

  /**
   * Finds a stream.
   *
   * @throws StreamFaultException with {@link NoSuchStream}
   */
  static Lineage find(Lineages image, String name) {
    return image.find(name).orElseThrow(() -> new StreamFaultException(new NoSuchStream(name)));
  }

  /**
   * Whether the stream changes by it.
   *
   * @param faults what a verdict means to this caller; any other one is that the stream has gone,
   *     as it can have become another one in between
   * @throws StreamFaultException with one of these, {@link NotActive} or {@link NoSuchStream}
   */
  static boolean changes(Verdict verdict, Lineage stream, Map<Verdict, StreamFault> faults) {
    if (verdict == Verdict.ACCEPTED) {
      return true;
    }
    if (verdict == Verdict.UNCHANGED) {
      return false;
    }
    throw new StreamFaultException(
        requireNonNullElseGet(
            faults.get(verdict),
            () ->
                verdict == Verdict.NOT_ACTIVE
                    ? new NotActive(stream.name(), stream.state())
                    : new NoSuchStream(stream.name())));
  }
}
