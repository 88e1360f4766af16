// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.List;

/**
 * The configuration cannot be used. Holds every problem found, each one line that names the key's
 * full path, what was given and what is allowed.
 */
public final class InvalidConfig extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final List<String> problems;

  InvalidConfig(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line each, never empty. */
  public List<String> problems() {
    return problems;
  }
}
