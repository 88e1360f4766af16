// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.List;
import java.util.Optional;

/** What the v3io web API shows. */
public record V3io(
    @Doc("Containers: the first element of paths, and which streams are below it.")
        @Default("[{name: projects}, {name: users}, {name: bigdata}]")
        List<V3ioContainer> containers,
    @Doc(
            "The origin whose pages browsers let call, for example `https://example.org`, or `*`;"
                + " unset: none.")
        @Matches(
            pattern = "\\\\*|https?://[^\\\\s/]+",
            says = "* or an origin such as https://a.org")
        Optional<String> corsOrigin,
    @Doc(
            "Whether what consumer groups commit is shown as offsets of Kafka's own groups of the"
                + " same names, for tools that watch these.")
        @Default("true")
        boolean mirrorCommits) {

  public V3io {
    containers = List.copyOf(containers);
    if (containers.isEmpty()) {
      throw new IllegalArgumentException("containers: empty, nothing could be named");
    }
    long names = containers.stream().map(V3ioContainer::name).distinct().count();
    if (names < containers.size()) {
      throw new IllegalArgumentException("containers: every name must be there once");
    }
  }
}
