// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.mapping.v3io.Container;
import io.offshard.mapping.v3io.Containers;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the names of the streams and the shards that calls mean by their paths and bodies. */
final class Places {
  private final Containers containers;

  /**
   * A shard.
   *
   * @param stream the stream's name
   * @param number 0 or more; whether the stream has such a one is for the core to say
   */
  record ShardPlace(String stream, int number) {}

  Places(Containers containers) {
    this.containers = containers;
  }

  /**
   * The name of a stream; of one that cannot be it is said that it is not there.
   *
   * @param name the last element of the path where the body has it
   */
  String stream(String path, @Nullable String name) {
    return nameable(path, name).orElseThrow(() -> V3ioFaults.refuse(V3ioFault.RESOURCE_NOT_FOUND));
  }

  /** The name that a stream at that place has or would have; empty where there can be none. */
  Optional<String> nameable(String path, @Nullable String name) {
    return stream(place(ResourcePath.of(path), name));
  }

  private Optional<String> stream(ResourcePath place) {
    Container container =
        containers
            .find(place.container())
            .orElseThrow(() -> V3ioFaults.refuse(V3ioFault.CONTAINER_NOT_FOUND));
    return container.stream(place.elements());
  }

  /**
   * The place of the stream that a call for a shard means, without a look-up.
   *
   * @param name and number as with {@link #shard}
   */
  ResourcePath streamOf(String path, @Nullable String name, @Nullable Integer number) {
    ResourcePath place = place(ResourcePath.of(path), name);
    return number == null && place.shard().isPresent() ? place.parent() : place;
  }

  /** A place whose last element may be in the body. */
  ResourcePath place(ResourcePath path, @Nullable String name) {
    return path.with(name).orElseThrow(() -> V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT));
  }

  /**
   * A shard.
   *
   * @param name as with a stream
   * @param number the shard's, where the body has it
   */
  ShardPlace shard(String path, @Nullable String name, @Nullable Integer number) {
    ResourcePath place = place(ResourcePath.of(path), name);
    if (number == null) {
      int last = place.shard().orElseThrow(() -> V3ioFaults.refuse(V3ioFault.RESOURCE_NOT_FOUND));
      return new ShardPlace(named(place.parent()), last);
    }
    if (name == null && !place.directory()) {
      throw V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT);
    }
    String stream = named(place);
    if (number < 0) {
      throw V3ioFaults.refuse(V3ioFault.SHARD_ID_OUT_OF_RANGE);
    }
    return new ShardPlace(stream, number);
  }

  private String named(ResourcePath place) {
    return stream(place).orElseThrow(() -> V3ioFaults.refuse(V3ioFault.RESOURCE_NOT_FOUND));
  }
}
