// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

/** Small items that clients change by compare-and-set, for example those of consumer groups. */
public record ItemStore(
    @Doc("Name of the topic that holds the items; made when the first one is written.")
        @Matches(
            pattern = "__[A-Za-z0-9._-]{1,247}",
            says = "a Kafka topic name that begins with __")
        @Default("__offshard_items")
        String topic,
    @Doc(
            "Memory that all items of the deployment may take, each of which every replica that"
                + " reads any holds; beyond it no item is made or grows. The same on every"
                + " replica.")
        @Range(min = "1MiB", max = "64GiB")
        @Default("64MiB")
        long memory) {}
