// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/**
 * Where in a shard to start reading. The order is that in which the service lists the values in its
 * violations.
 */
public enum ShardIteratorType {
  /** Right after the given record. */
  AFTER_SEQUENCE_NUMBER,
  /** After the newest record of the moment. */
  LATEST,
  /** At the first record that arrived at or after the given instant. */
  AT_TIMESTAMP,
  /** At the given record. */
  AT_SEQUENCE_NUMBER,
  /** At the oldest record that is still retained. */
  TRIM_HORIZON
}
