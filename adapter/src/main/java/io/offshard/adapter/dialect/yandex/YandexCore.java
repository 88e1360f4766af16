// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.kinesis.KinesisCore;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.yandex.StreamPaths;
import java.time.Duration;

/**
 * All that the operations of Yandex Data Streams are made of.
 *
 * @param kinesis what those of Kinesis are made of, with tokens of this API
 * @param shards reads partitions as shards that never end
 * @param paths the names of streams
 * @param patience how long a call that changes a stream waits for the change to be complete; then
 *     it answers all the same
 */
public record YandexCore(
    KinesisCore kinesis, EndlessShards shards, StreamPaths paths, Duration patience) {}
