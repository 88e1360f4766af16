// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.RecordedEnds;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamContents;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.adapter.service.commits.CommitMirror;
import io.offshard.adapter.service.items.Items;
import io.offshard.mapping.v3io.Containers;
import io.offshard.mapping.v3io.LocationCodec;
import java.time.Duration;
import java.util.Optional;

/**
 * All that the functions of v3io are made of.
 *
 * @param recorded tells which shards are there
 * @param reads bounds the GetRecords calls under way, whose pages are what takes most memory
 * @param commits shows in Kafka what consumer groups commit; empty for not at all
 * @param pageBytes what a GetRecords answer aims at; Kafka is asked for so much at a time
 * @param patience how long a call waits for a stream to be made or changed
 */
public record V3ioCore(
    Containers containers,
    StreamCatalog catalog,
    StreamLifecycle lifecycle,
    Resharder resharder,
    EndlessShards shards,
    RecordedEnds recorded,
    Gate reads,
    RecordWriter writer,
    LocationCodec locations,
    StreamContents contents,
    Items items,
    Optional<CommitMirror> commits,
    Meters meters,
    int pageBytes,
    Duration patience) {}
