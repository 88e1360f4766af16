// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Gate;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.token.TokenCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * All that the operations of DynamoDB Streams are made of.
 *
 * @param arns of the one account and region that the deployment is
 * @param reads bounds the GetRecords calls under way, whose pages are what takes most memory
 * @param schemas those that records name
 * @param pageBytes of Kafka's records that are read at once
 * @param patience how long GetRecords works through records, as far as it may leave off
 * @param nanos a clock that is never set
 */
public record DynamoCore(
    TableArn arns,
    StreamCatalog catalog,
    RecordReader reader,
    Gate reads,
    WriterSchemas schemas,
    TokenCodec tokens,
    Meters meters,
    Clock clock,
    int pageBytes,
    Duration patience,
    LongSupplier nanos) {}
