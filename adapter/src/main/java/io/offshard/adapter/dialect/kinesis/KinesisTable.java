// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static io.offshard.adapter.dialect.Operation.served;
import static io.offshard.adapter.dialect.Operation.unsupported;

import io.offshard.adapter.dialect.OperationTable;
import io.offshard.mapping.kinesis.CreateStream;
import io.offshard.mapping.kinesis.DeleteStream;
import io.offshard.mapping.kinesis.DescribeLimits;
import io.offshard.mapping.kinesis.DescribeStream;
import io.offshard.mapping.kinesis.DescribeStreamSummary;
import io.offshard.mapping.kinesis.GetRecords;
import io.offshard.mapping.kinesis.GetShardIterator;
import io.offshard.mapping.kinesis.ListShards;
import io.offshard.mapping.kinesis.ListStreams;
import io.offshard.mapping.kinesis.PutRecord;
import io.offshard.mapping.kinesis.PutRecords;

/**
 * All operations of Amazon Kinesis Data Streams, one line each. What is not served says why.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class KinesisTable {
  private static final String TAGS =
      "tags given at creation are kept but cannot be listed or changed in this version";
  private static final String RETENTION =
      "the retention period of a stream cannot be changed in this version";
  private static final String POLICIES = "there are no resource policies in this version";
  private static final String RESHARDING =
      "the shards of a stream cannot be split, merged or counted anew in this version";
  private static final String FAN_OUT =
      "there is no enhanced fan-out in this version, read with GetRecords";
  private static final String MONITORING =
      "there is no CloudWatch, see /metrics on the management port";
  private static final String ENCRYPTION = "encryption at rest is up to the Kafka cluster";
  private static final String ACCOUNT = "there are no account settings in this version";
  private static final String CAPACITY =
      "mode, throughput and record size of a stream cannot be changed in this version";

  private KinesisTable() {}

  /** The table, whose served operations answer from that core. */
  public static OperationTable create(KinesisCore core) {
    Account account = core.account();
    Faults faults = new Faults(account);
    StreamLookup lookup = new StreamLookup(core.catalog(), account);
    PageTokens tokens = new PageTokens(core.tokens(), core.clock());
    var createStream = new CreateStreamOperation(core.lifecycle(), account);
    var deleteStream = new DeleteStreamOperation(core.lifecycle(), lookup);
    var describeLimits =
        new DescribeLimitsOperation(core.catalog(), core.shardLimit(), core.onDemandLimit());
    var describeStream = new DescribeStreamOperation(lookup, account);
    var describeStreamSummary = new DescribeStreamSummaryOperation(lookup, account);
    var getRecords =
        new GetRecordsOperation(
            core.catalog(), lookup, core.reader(), tokens, core.meters(), core.pageBytes());
    var getShardIterator =
        new GetShardIteratorOperation(core.catalog(), lookup, core.reader(), tokens, account);
    var listShards = new ListShardsOperation(core.catalog(), lookup, tokens);
    var listStreams = new ListStreamsOperation(core.catalog(), account, tokens);
    var putRecord = new PutRecordOperation(lookup, core.writer(), account, core.meters());
    var putRecords = new PutRecordsOperation(lookup, core.writer(), account, core.meters());
    return OperationTable.of(
        "kinesis",
        "Kinesis_20131202",
        unsupported("AddTagsToStream", TAGS),
        served(
            "CreateStream",
            CreateStream.Request.SHAPE,
            faults.translatingVoid(createStream::handle)),
        unsupported("DecreaseStreamRetentionPeriod", RETENTION),
        unsupported("DeleteResourcePolicy", POLICIES),
        served(
            "DeleteStream",
            DeleteStream.Request.SHAPE,
            faults.translatingVoid(deleteStream::handle)),
        unsupported("DeregisterStreamConsumer", FAN_OUT),
        unsupported("DescribeAccountSettings", ACCOUNT),
        served(
            "DescribeLimits",
            DescribeLimits.Request.SHAPE,
            DescribeLimits.Response.SHAPE,
            faults.translating(describeLimits::handle)),
        served(
            "DescribeStream",
            DescribeStream.Request.SHAPE,
            DescribeStream.Response.SHAPE,
            faults.translating(describeStream::handle)),
        unsupported("DescribeStreamConsumer", FAN_OUT),
        served(
            "DescribeStreamSummary",
            DescribeStreamSummary.Request.SHAPE,
            DescribeStreamSummary.Response.SHAPE,
            faults.translating(describeStreamSummary::handle)),
        unsupported("DisableEnhancedMonitoring", MONITORING),
        unsupported("EnableEnhancedMonitoring", MONITORING),
        served(
            "GetRecords",
            GetRecords.Request.SHAPE,
            faults.translatingAction(getRecords::handle),
            core.reads()),
        unsupported("GetResourcePolicy", POLICIES),
        served(
            "GetShardIterator",
            GetShardIterator.Request.SHAPE,
            GetShardIterator.Response.SHAPE,
            faults.translating(getShardIterator::handle)),
        unsupported("IncreaseStreamRetentionPeriod", RETENTION),
        served(
            "ListShards",
            ListShards.Request.SHAPE,
            ListShards.Response.SHAPE,
            faults.translating(listShards::handle)),
        unsupported("ListStreamConsumers", FAN_OUT),
        served(
            "ListStreams",
            ListStreams.Request.SHAPE,
            ListStreams.Response.SHAPE,
            faults.translating(listStreams::handle)),
        unsupported("ListTagsForResource", TAGS),
        unsupported("ListTagsForStream", TAGS),
        unsupported("MergeShards", RESHARDING),
        served(
            "PutRecord",
            PutRecord.Request.SHAPE,
            PutRecord.Response.SHAPE,
            faults.translating(putRecord::handle)),
        served(
            "PutRecords",
            PutRecords.Request.SHAPE,
            PutRecords.Response.SHAPE,
            faults.translating(putRecords::handle)),
        unsupported("PutResourcePolicy", POLICIES),
        unsupported("RegisterStreamConsumer", FAN_OUT),
        unsupported("RemoveTagsFromStream", TAGS),
        unsupported("SplitShard", RESHARDING),
        unsupported("StartStreamEncryption", ENCRYPTION),
        unsupported("StopStreamEncryption", ENCRYPTION),
        unsupported("SubscribeToShard", FAN_OUT),
        unsupported("TagResource", TAGS),
        unsupported("UntagResource", TAGS),
        unsupported("UpdateAccountSettings", ACCOUNT),
        unsupported("UpdateMaxRecordSize", CAPACITY),
        unsupported("UpdateShardCount", RESHARDING),
        unsupported("UpdateStreamMode", CAPACITY),
        unsupported("UpdateStreamWarmThroughput", CAPACITY));
  }
}
