// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** How a stream gets another number of shards. */
public enum ScalingType {
  /** All are as wide as each other. */
  UNIFORM_SCALING
}
