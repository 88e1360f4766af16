// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.traffic;

/** What is counted of each shard, since the start of the process. */
public enum Count {
  /** Records written for clients and acknowledged. */
  RECORDS_IN,
  /** Their data and partition keys, in bytes. */
  BYTES_IN,
  /** Records read for clients. */
  RECORDS_OUT,
  /** Their data and partition keys, in bytes. */
  BYTES_OUT,
  /** Records that clients were told to write later. */
  THROTTLED_IN,
  /** Calls that read, or ask where to begin, which clients were told to repeat later. */
  THROTTLED_OUT,
  /** Records of which nobody knows whether they were written. */
  IN_DOUBT
}
