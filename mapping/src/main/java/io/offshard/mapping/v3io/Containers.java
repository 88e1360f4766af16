// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The containers of a deployment.
 *
 * @param all no two of one name or number; those that are make an {@link IllegalArgumentException}
 */
public record Containers(List<Container> all) {
  public Containers {
    all = List.copyOf(all);
    Set<String> taken = new HashSet<>();
    for (Container one : all) {
      boolean free = taken.add(one.name());
      if (one.id().isPresent()) {
        free &= taken.add(Integer.toString(one.id().getAsInt()));
      }
      if (!free) {
        throw new IllegalArgumentException(
            "two containers have the name or the number of " + one.name());
      }
    }
  }

  /** The container that the first element of a path means. */
  public Optional<Container> find(String element) {
    return all.stream().filter(one -> one.isNamed(element)).findFirst();
  }
}
