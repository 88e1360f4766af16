// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A place in the configuration tree: a section, or a key. */
sealed interface Node permits Section, Key {

  /** The name within its section. */
  String name();

  /** The names from the root, joined by dots; empty for the root. */
  String path();

  /**
   * The value of the record component, or null after adding at least one problem.
   *
   * @param given null when the user wrote nothing here
   */
  @Nullable Object bind(@Nullable Given given, Profile profile, List<String> problems);
}
