// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.Optional;

/** How much the shards of some streams may be asked for, each for itself; bytes a second. */
public record StreamQuota(
    @Doc("Names of streams; `*` stands for any text, `?` for one character.")
        @Matches(
            pattern = "[A-Za-z0-9._*?-]{1,249}",
            says = "a stream name: 1 to 249 letters, digits, ., _ or -, and * or ?")
        String stream,
    @Doc("Bytes of data and partition keys written.") @Range(min = "0", max = "1GiB")
        Optional<Long> inBytes,
    @Doc("Records written.") @Range(min = "0", max = "1000000000") Optional<Integer> inRecords,
    @Doc("Bytes read by all pollers.") @Range(min = "0", max = "1GiB") Optional<Long> outBytes,
    @Doc("GetRecords calls, and as many GetShardIterator calls.")
        @Range(min = "0", max = "1000000000")
        Optional<Integer> outCalls,
    @Doc("Bytes pushed to each registered consumer.") @Range(min = "0", max = "1GiB")
        Optional<Long> consumerBytes) {}
