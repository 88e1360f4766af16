// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

/** Which command runs: a few keys default to something else, or are required, in production. */
public enum Profile {
  /** {@code offshard dev}: everything on loopback, nothing required. */
  DEV,
  /** {@code offshard serve}: what decides about safety must be spelled out. */
  SERVE
}
