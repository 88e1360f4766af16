// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.Container;
import io.offshard.mapping.v3io.Containers;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds what the paths of objects and items mean: a stream takes all that is below its path. */
final class Spots {
  /** With what is put before the names, they still are names of items. */
  private static final int MOST_CHARACTERS = ItemKey.MOST_NAME_BYTES - 8;

  private final Containers containers;
  private final StreamCatalog catalog;

  Spots(Containers containers, StreamCatalog catalog) {
    this.containers = containers;
    this.catalog = catalog;
  }

  /** The place that a path means. */
  Spot of(ResourcePath path) {
    return of(path, List.of());
  }

  /**
   * The place that a path and more names mean.
   *
   * @throws io.offshard.adapter.dialect.Refusal where there is no such container, a name that
   *     nothing can have, or a stream that is being made or deleted
   */
  Spot of(ResourcePath path, List<String> more) {
    Container container =
        containers
            .find(path.container())
            .orElseThrow(() -> V3ioFaults.refuse(V3ioFault.CONTAINER_NOT_FOUND));
    List<String> names = new ArrayList<>(path.elements());
    names.addAll(more);
    requireNames(names);
    return spot(container, names);
  }

  private static void requireNames(List<String> names) {
    String all = String.join("/", names);
    boolean sound =
        all.length() <= MOST_CHARACTERS
            && names.stream().allMatch(Spots::isName)
            && ItemKey.isName("o/" + all + "/");
    if (!sound) {
      throw V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT);
    }
  }

  private static boolean isName(String name) {
    return !name.equals(".")
        && !name.equals("..")
        && name.indexOf('/') < 0
        && name.codePoints().noneMatch(Character::isISOControl);
  }

  /** A number is a shard first: a stream of that name would be in the way of it. */
  private Spot spot(Container container, List<String> names) {
    List<Integer> depths = new ArrayList<>();
    for (int depth = names.size(); depth > 0; depth--) {
      depths.add(depth);
    }
    if (names.size() > 1 && Spot.shard(names.getLast()).isPresent()) {
      depths.removeFirst();
      depths.add(names.size());
    }
    List<String> streams =
        depths.stream()
            .flatMap(depth -> container.stream(names.subList(0, depth)).stream())
            .toList();
    Optional<Lineage> found = streams.isEmpty() ? Optional.empty() : catalog.first(streams);
    if (found.isEmpty() && streams.stream().anyMatch(this::isUnderWay)) {
      throw V3ioFaults.refuse(V3ioFault.UNAVAILABLE);
    }
    return found
        .map(stream -> new Spot(container, names, stream, depth(container, stream)))
        .orElseGet(() -> new Spot(container, names, null, 0));
  }

  /** What is written below a stream that is being made or deleted would belong to no stream. */
  private boolean isUnderWay(String stream) {
    return catalog.known(stream).isPresent();
  }

  private static int depth(Container container, Lineage stream) {
    return container.path(stream.name()).orElseThrow().size();
  }
}
