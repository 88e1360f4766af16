// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/**
 * How many copies a new topic has, and how many must have a record before it counts as written.
 *
 * @param factor unset: 3, or all brokers where there are fewer
 * @param minInsync unset: 2 of 3 or more copies, else 1
 */
public record Replication(Optional<Integer> factor, Optional<Integer> minInsync) {

  private static final DescribeClusterOptions BRIEFLY =
      new DescribeClusterOptions().timeoutMs(4_000);

  /** The numbers for a cluster. */
  public record Copies(short factor, int minInsync) {}

  /** Asks the cluster for its size where that matters. */
  public Copies on(Admin admin) {
    int copies =
        factor.isPresent()
            ? factor.get()
            : Math.clamp(Answers.await(admin.describeCluster(BRIEFLY).nodes()).size(), 1, 3);
    return new Copies((short) copies, minInsync.orElse(copies >= 3 ? 2 : 1));
  }
}
