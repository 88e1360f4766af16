// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

/** What can be measured shard by shard for a stream's owner. */
public enum ShardMetric {
  INCOMING_BYTES,
  INCOMING_RECORDS,
  OUTGOING_BYTES,
  OUTGOING_RECORDS,
  WRITE_PROVISIONED_THROUGHPUT_EXCEEDED,
  READ_PROVISIONED_THROUGHPUT_EXCEEDED,
  ITERATOR_AGE_MILLISECONDS
}
