// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.access;

import io.offshard.mapping.policy.ResourcePolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policies that streams carry, each read once as long as there are not too many. */
final class CarriedPolicies {
  /** With 20 KiB for each it is bounded to some 20 MiB. */
  private static final int MOST = 1_000;

  private final Map<String, ResourcePolicy> read = new ConcurrentHashMap<>();

  /**
   * The rules in that text.
   *
   * @throws io.offshard.mapping.policy.UnusablePolicy for one that no stream can have been given
   */
  ResourcePolicy of(String json) {
    ResourcePolicy known = read.get(json);
    if (known != null) {
      return known;
    }
    if (read.size() >= MOST) {
      read.clear();
    }
    ResourcePolicy policy = ResourcePolicy.parse(json);
    read.put(json, policy);
    return policy;
  }
}
