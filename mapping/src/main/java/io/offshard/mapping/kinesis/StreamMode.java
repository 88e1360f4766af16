// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** Who decides on the number of shards. */
public enum StreamMode {
  /** The user, by splitting and merging. */
  PROVISIONED,
  /** The service, by the traffic. */
  ON_DEMAND
}
