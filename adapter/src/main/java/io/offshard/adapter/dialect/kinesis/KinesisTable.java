// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static io.offshard.adapter.dialect.Operation.unsupported;

import io.offshard.adapter.dialect.OperationTable;

/**
 * All operations of Amazon Kinesis Data Streams, one line each. What is not served says why.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class KinesisTable {
  private static final String TAGS = "streams carry no tags in this version";
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
  private static final String NOT_YET = "this build does not serve it";

  private KinesisTable() {}

  /** The table. */
  public static OperationTable create() {
    return OperationTable.of(
        "kinesis",
        "Kinesis_20131202",
        unsupported("AddTagsToStream", TAGS),
        unsupported("CreateStream", NOT_YET),
        unsupported("DecreaseStreamRetentionPeriod", RETENTION),
        unsupported("DeleteResourcePolicy", POLICIES),
        unsupported("DeleteStream", NOT_YET),
        unsupported("DeregisterStreamConsumer", FAN_OUT),
        unsupported("DescribeAccountSettings", ACCOUNT),
        unsupported("DescribeLimits", NOT_YET),
        unsupported("DescribeStream", NOT_YET),
        unsupported("DescribeStreamConsumer", FAN_OUT),
        unsupported("DescribeStreamSummary", NOT_YET),
        unsupported("DisableEnhancedMonitoring", MONITORING),
        unsupported("EnableEnhancedMonitoring", MONITORING),
        unsupported("GetRecords", NOT_YET),
        unsupported("GetResourcePolicy", POLICIES),
        unsupported("GetShardIterator", NOT_YET),
        unsupported("IncreaseStreamRetentionPeriod", RETENTION),
        unsupported("ListShards", NOT_YET),
        unsupported("ListStreamConsumers", FAN_OUT),
        unsupported("ListStreams", NOT_YET),
        unsupported("ListTagsForResource", TAGS),
        unsupported("ListTagsForStream", TAGS),
        unsupported("MergeShards", RESHARDING),
        unsupported("PutRecord", NOT_YET),
        unsupported("PutRecords", NOT_YET),
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
