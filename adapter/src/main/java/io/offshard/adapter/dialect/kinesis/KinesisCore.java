// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.Resharder;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.token.TokenCodec;
import java.time.Clock;

/**
 * All that the Kinesis operations are made of.
 *
 * @param reads bounds the GetRecords calls under way, whose pages are what takes most memory
 * @param pageBytes what a GetRecords answer aims at
 * @param shardLimit see DescribeLimits
 * @param onDemandLimit see DescribeLimits
 */
public record KinesisCore(
    Account account,
    StreamCatalog catalog,
    StreamLifecycle lifecycle,
    Resharder resharder,
    RecordReader reader,
    Gate reads,
    RecordWriter writer,
    TokenCodec tokens,
    Meters meters,
    Clock clock,
    int pageBytes,
    int shardLimit,
    int onDemandLimit) {}
