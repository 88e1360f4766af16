// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import org.jspecify.annotations.Nullable;

/** The error answers that are about the capacity of streams. The service's texts are not known. */
public final class CapacityFaults {
  private CapacityFaults() {}

  /** Warm throughput, which needs a billing commitment. */
  public static KinesisFault warmThroughputUnavailable() {
    return new KinesisFault(
        KinesisFault.Type.INVALID_ARGUMENT,
        "WarmThroughputMiBps is not available for this account.");
  }

  /** Warm throughput for a provisioned stream. */
  public static KinesisFault notOnDemand(String stream, String account) {
    return new KinesisFault(
        KinesisFault.Type.VALIDATION,
        "Request is invalid. Stream %s under account %s is not in On-Demand mode."
            .formatted(stream, account));
  }

  /** More calls in a moment than there may be; null where they are about no stream. */
  public static KinesisFault calledTooOften(@Nullable String stream, String account) {
    return new KinesisFault(
        KinesisFault.Type.LIMIT_EXCEEDED,
        stream == null
            ? "Rate exceeded under account %s.".formatted(account)
            : "Rate exceeded for stream %s under account %s.".formatted(stream, account));
  }

  /** More changes of the mode than there may be in a day. */
  public static KinesisFault tooManySwitches(String stream, String account, int limit) {
    return new KinesisFault(
        KinesisFault.Type.LIMIT_EXCEEDED,
        ("Stream %s under account %s cannot switch between capacity modes more than %s times within"
                + " 24 hours.")
            .formatted(stream, account, limit));
  }
}
