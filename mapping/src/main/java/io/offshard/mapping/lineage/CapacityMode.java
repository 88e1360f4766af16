// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.lineage;

/** Whether a stream's owner or the service decides how many shards it has. */
public enum CapacityMode {
  PROVISIONED,
  ON_DEMAND
}
