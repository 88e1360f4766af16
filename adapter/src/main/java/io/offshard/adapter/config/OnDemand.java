// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.time.Duration;

/** How streams in on-demand mode scale themselves. */
public record OnDemand(
    @Doc(
            "How often the load of streams in on-demand mode is looked at; replicas tell theirs"
                + " every 3.3 s.")
        @Range(min = "100ms", max = "1h")
        @Default("15s")
        Duration look,
    @Doc(
            "Records per second that one shard is to take: a stream gets shards for twice its"
                + " load, four at least.")
        @Range(min = "1", max = "1000000")
        @Default("1000")
        int shardRecords,
    @Doc("Bytes of data and partition keys per second that one shard is to take.")
        @Range(min = "1KiB", max = "1GiB")
        @Default("1MiB")
        long shardBytes,
    @Doc("Shards that a stream gets at most; 0: streams do not scale themselves.")
        @Range(min = "0", max = "10000")
        @Default("200")
        int mostShards,
    @Doc(
            "For how long a stream must have needed no more than half of its shards before it gives"
                + " up the others.")
        @Range(min = "1s", max = "720h")
        @Default("24h")
        Duration calm) {}
