// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/**
 * The shard-level metrics that enhanced monitoring can publish. On the wire a metric is its {@code
 * toString()}.
 */
public enum MetricsName {
  INCOMING_BYTES("IncomingBytes"),
  INCOMING_RECORDS("IncomingRecords"),
  OUTGOING_BYTES("OutgoingBytes"),
  OUTGOING_RECORDS("OutgoingRecords"),
  WRITE_PROVISIONED_THROUGHPUT_EXCEEDED("WriteProvisionedThroughputExceeded"),
  READ_PROVISIONED_THROUGHPUT_EXCEEDED("ReadProvisionedThroughputExceeded"),
  ITERATOR_AGE_MILLISECONDS("IteratorAgeMilliseconds"),
  /** Stands for all of the others. */
  ALL("ALL");

  private final String wireName;

  MetricsName(String wireName) {
    this.wireName = wireName;
  }

  @Override
  public String toString() {
    return wireName;
  }
}
