// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** The error answers that are about resource policies. The service's texts are not known. */
public final class PolicyFaults {
  private PolicyFaults() {}

  /** A policy that is none, or says what is not understood. */
  public static KinesisFault unusable(String why) {
    return new KinesisFault(KinesisFault.Type.INVALID_ARGUMENT, why);
  }

  /** A policy that is too long. */
  public static KinesisFault tooLong(int bytes, int limit) {
    return new KinesisFault(
        KinesisFault.Type.INVALID_ARGUMENT,
        "The policy has %s bytes. It can have at most %s.".formatted(bytes, limit));
  }
}
