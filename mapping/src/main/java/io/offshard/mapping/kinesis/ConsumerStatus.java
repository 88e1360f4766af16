// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** Where a consumer is in its life. */
public enum ConsumerStatus {
  CREATING,
  DELETING,
  ACTIVE
}
