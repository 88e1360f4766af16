// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.policy;

/** What a rule says of the calls that it is about. */
public enum Effect {
  ALLOW,
  /** It wins over every rule that allows the same. */
  DENY
}
