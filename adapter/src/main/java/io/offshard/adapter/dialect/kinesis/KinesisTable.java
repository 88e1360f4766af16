// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static io.offshard.adapter.dialect.Operation.served;
import static io.offshard.adapter.dialect.Operation.told;

import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.WireProtocol;
import io.offshard.mapping.kinesis.AddTagsToStream;
import io.offshard.mapping.kinesis.CreateStream;
import io.offshard.mapping.kinesis.DecreaseStreamRetentionPeriod;
import io.offshard.mapping.kinesis.DeleteResourcePolicy;
import io.offshard.mapping.kinesis.DeleteStream;
import io.offshard.mapping.kinesis.DeregisterStreamConsumer;
import io.offshard.mapping.kinesis.DescribeAccountSettings;
import io.offshard.mapping.kinesis.DescribeLimits;
import io.offshard.mapping.kinesis.DescribeStream;
import io.offshard.mapping.kinesis.DescribeStreamConsumer;
import io.offshard.mapping.kinesis.DescribeStreamSummary;
import io.offshard.mapping.kinesis.DisableEnhancedMonitoring;
import io.offshard.mapping.kinesis.EnableEnhancedMonitoring;
import io.offshard.mapping.kinesis.GetRecords;
import io.offshard.mapping.kinesis.GetResourcePolicy;
import io.offshard.mapping.kinesis.GetShardIterator;
import io.offshard.mapping.kinesis.IncreaseStreamRetentionPeriod;
import io.offshard.mapping.kinesis.ListShards;
import io.offshard.mapping.kinesis.ListStreamConsumers;
import io.offshard.mapping.kinesis.ListStreams;
import io.offshard.mapping.kinesis.ListTagsForResource;
import io.offshard.mapping.kinesis.ListTagsForStream;
import io.offshard.mapping.kinesis.MergeShards;
import io.offshard.mapping.kinesis.PutRecord;
import io.offshard.mapping.kinesis.PutRecords;
import io.offshard.mapping.kinesis.PutResourcePolicy;
import io.offshard.mapping.kinesis.RegisterStreamConsumer;
import io.offshard.mapping.kinesis.RemoveTagsFromStream;
import io.offshard.mapping.kinesis.SplitShard;
import io.offshard.mapping.kinesis.StartStreamEncryption;
import io.offshard.mapping.kinesis.StopStreamEncryption;
import io.offshard.mapping.kinesis.SubscribeToShard;
import io.offshard.mapping.kinesis.TagResource;
import io.offshard.mapping.kinesis.UntagResource;
import io.offshard.mapping.kinesis.UpdateAccountSettings;
import io.offshard.mapping.kinesis.UpdateMaxRecordSize;
import io.offshard.mapping.kinesis.UpdateShardCount;
import io.offshard.mapping.kinesis.UpdateStreamMode;
import io.offshard.mapping.kinesis.UpdateStreamWarmThroughput;
import java.util.List;

/**
 * All operations of Amazon Kinesis Data Streams, one line each.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class KinesisTable {
  /** The API's name in metrics. */
  static final String DIALECT = "kinesis";

  private final KinesisCore core;
  private final Account account;
  private final Faults faults;
  private final StreamLookup lookup;
  private final ConsumerLookup consumers;
  private final StartingPoints points;
  private final PageTokens tokens;
  private final Permissions may;

  private KinesisTable(KinesisCore core) {
    this.core = core;
    this.account = core.account();
    this.faults = new Faults(account);
    this.lookup = new StreamLookup(core.catalog(), account);
    this.consumers = new ConsumerLookup(core.catalog(), lookup, account);
    this.points = new StartingPoints(core.catalog(), core.reader(), account, core.clock());
    this.tokens = new PageTokens(core.tokens(), core.clock(), new TokenWords());
    this.may = new Permissions(core.catalog(), lookup, consumers, account);
  }

  /** The table, whose served operations answer from that core. */
  public static OperationTable create(KinesisCore core) {
    KinesisTable table = new KinesisTable(core);
    return OperationTable.of(
            DIALECT,
            "Kinesis_20131202",
            WireProtocol.JSON_1_1_AND_CBOR,
            List.of(
                table.streams(),
                table.shards(),
                table.records(),
                table.consumers(),
                table.tags(),
                table.settings(),
                table.policies(),
                table.account()))
        .translating(table.faults::translated);
  }

  private List<Operation> shards() {
    return List.of(
        served(
            "MergeShards",
            MergeShards.Request.SHAPE,
            may.control(MergeShards.Request::streamName, MergeShards.Request::streamArn),
            new MergeShardsOperation(core.resharder(), lookup)::handle),
        served(
            "SplitShard",
            SplitShard.Request.SHAPE,
            may.control(SplitShard.Request::streamName, SplitShard.Request::streamArn),
            new SplitShardOperation(core.resharder(), lookup)::handle),
        served(
            "UpdateShardCount",
            UpdateShardCount.Request.SHAPE,
            UpdateShardCount.Response.SHAPE,
            may.control(UpdateShardCount.Request::streamName, UpdateShardCount.Request::streamArn),
            new UpdateShardCountOperation(core.resharder(), lookup, account)::handle));
  }

  private List<Operation> streams() {
    return List.of(
        served(
            "CreateStream",
            CreateStream.Request.SHAPE,
            may.controlNamed(CreateStream.Request::streamName),
            new CreateStreamOperation(core.lifecycle(), core.capacity(), account)::handle),
        served(
            "DeleteStream",
            DeleteStream.Request.SHAPE,
            may.control(DeleteStream.Request::streamName, DeleteStream.Request::streamArn),
            new DeleteStreamOperation(core.lifecycle(), lookup)::handle),
        served(
            "DescribeLimits",
            DescribeLimits.Request.SHAPE,
            DescribeLimits.Response.SHAPE,
            Access.account(),
            new DescribeLimitsOperation(core.catalog(), core.shardLimit(), core.onDemandLimit())
                ::handle),
        served(
            "DescribeStream",
            DescribeStream.Request.SHAPE,
            DescribeStream.Response.SHAPE,
            may.control(DescribeStream.Request::streamName, DescribeStream.Request::streamArn),
            new DescribeStreamOperation(lookup, account, core.clock())::handle),
        served(
            "DescribeStreamSummary",
            DescribeStreamSummary.Request.SHAPE,
            DescribeStreamSummary.Response.SHAPE,
            may.control(
                DescribeStreamSummary.Request::streamName,
                DescribeStreamSummary.Request::streamArn),
            new DescribeStreamSummaryOperation(lookup, account)::handle),
        served(
            "ListShards",
            ListShards.Request.SHAPE,
            ListShards.Response.SHAPE,
            ListShardsOperation.access(may),
            new ListShardsOperation(core.catalog(), lookup, tokens, may)::handle),
        served(
            "ListStreams",
            ListStreams.Request.SHAPE,
            ListStreams.Response.SHAPE,
            Access.account(),
            new ListStreamsOperation(core.catalog(), account, tokens, may)::handle));
  }

  private List<Operation> records() {
    return List.of(
        served(
            "GetRecords",
            GetRecords.Request.SHAPE,
            Access.inToken(),
            new GetRecordsOperation(
                    core.catalog(),
                    lookup,
                    core.reader(),
                    tokens,
                    may,
                    new RecordPages(core.meters()),
                    core.pageBytes())
                ::handle,
            core.reads()),
        served(
            "GetShardIterator",
            GetShardIterator.Request.SHAPE,
            GetShardIterator.Response.SHAPE,
            may.data(GetShardIterator.Request::streamName, GetShardIterator.Request::streamArn),
            new GetShardIteratorOperation(lookup, points, tokens)::handle),
        served(
            "PutRecord",
            PutRecord.Request.SHAPE,
            PutRecord.Response.SHAPE,
            may.data(PutRecord.Request::streamName, PutRecord.Request::streamArn),
            new PutRecordOperation(lookup, core.writer(), account, core.meters())::handle),
        served(
            "PutRecords",
            PutRecords.Request.SHAPE,
            PutRecords.Response.SHAPE,
            may.data(PutRecords.Request::streamName, PutRecords.Request::streamArn),
            new PutRecordsOperation(lookup, core.writer(), account, core.meters())::handle));
  }

  private List<Operation> consumers() {
    return List.of(
        served(
            "DeregisterStreamConsumer",
            DeregisterStreamConsumer.Request.SHAPE,
            may.consumer(
                DeregisterStreamConsumer.Request::streamArn,
                DeregisterStreamConsumer.Request::consumerName,
                DeregisterStreamConsumer.Request::consumerArn),
            new DeregisterStreamConsumerOperation(core.attachments(), consumers)::handle),
        served(
            "DescribeStreamConsumer",
            DescribeStreamConsumer.Request.SHAPE,
            DescribeStreamConsumer.Response.SHAPE,
            may.consumer(
                DescribeStreamConsumer.Request::streamArn,
                DescribeStreamConsumer.Request::consumerName,
                DescribeStreamConsumer.Request::consumerArn),
            new DescribeStreamConsumerOperation(consumers, account)::handle),
        served(
            "ListStreamConsumers",
            ListStreamConsumers.Request.SHAPE,
            ListStreamConsumers.Response.SHAPE,
            may.controlByArn(ListStreamConsumers.Request::streamArn),
            new ListStreamConsumersOperation(lookup, account, tokens)::handle),
        served(
            "RegisterStreamConsumer",
            RegisterStreamConsumer.Request.SHAPE,
            RegisterStreamConsumer.Response.SHAPE,
            may.controlByArn(RegisterStreamConsumer.Request::streamArn),
            new RegisterStreamConsumerOperation(core.attachments(), lookup, account)::handle),
        told(
            "SubscribeToShard",
            SubscribeToShard.Request.SHAPE,
            may.subscription(SubscribeToShard.Request::consumerArn),
            new SubscribeToShardOperation(
                    lookup,
                    consumers,
                    points,
                    core.subscriptions(),
                    new RecordPages(core.meters()),
                    faults)
                ::begin));
  }

  private List<Operation> tags() {
    ResourceTags tags =
        new ResourceTags(core.lifecycle(), core.attachments(), lookup, consumers, account);
    return List.of(
        served(
            "AddTagsToStream",
            AddTagsToStream.Request.SHAPE,
            may.control(AddTagsToStream.Request::streamName, AddTagsToStream.Request::streamArn),
            new AddTagsToStreamOperation(tags, lookup)::handle),
        served(
            "ListTagsForResource",
            ListTagsForResource.Request.SHAPE,
            ListTagsForResource.Response.SHAPE,
            may.resource(ListTagsForResource.Request::resourceArn),
            new ListTagsForResourceOperation(tags, consumers)::handle),
        served(
            "ListTagsForStream",
            ListTagsForStream.Request.SHAPE,
            ListTagsForStream.Response.SHAPE,
            may.control(
                ListTagsForStream.Request::streamName, ListTagsForStream.Request::streamArn),
            new ListTagsForStreamOperation(tags, lookup)::handle),
        served(
            "RemoveTagsFromStream",
            RemoveTagsFromStream.Request.SHAPE,
            may.control(
                RemoveTagsFromStream.Request::streamName, RemoveTagsFromStream.Request::streamArn),
            new RemoveTagsFromStreamOperation(tags, lookup)::handle),
        served(
            "TagResource",
            TagResource.Request.SHAPE,
            may.resource(TagResource.Request::resourceArn),
            new TagResourceOperation(tags, consumers)::handle),
        served(
            "UntagResource",
            UntagResource.Request.SHAPE,
            may.resource(UntagResource.Request::resourceArn),
            new UntagResourceOperation(tags, consumers)::handle));
  }

  private List<Operation> settings() {
    RetentionPeriod retention = new RetentionPeriod(core.lifecycle(), lookup);
    StreamMonitoring monitoring = new StreamMonitoring(core.lifecycle(), lookup, account);
    StreamEncryption encryption = new StreamEncryption(core.lifecycle(), lookup);
    return List.of(
        served(
            "DecreaseStreamRetentionPeriod",
            DecreaseStreamRetentionPeriod.Request.SHAPE,
            may.control(
                DecreaseStreamRetentionPeriod.Request::streamName,
                DecreaseStreamRetentionPeriod.Request::streamArn),
            new DecreaseStreamRetentionPeriodOperation(retention)::handle),
        served(
            "DisableEnhancedMonitoring",
            DisableEnhancedMonitoring.Request.SHAPE,
            DisableEnhancedMonitoring.Response.SHAPE,
            may.control(
                DisableEnhancedMonitoring.Request::streamName,
                DisableEnhancedMonitoring.Request::streamArn),
            new DisableEnhancedMonitoringOperation(monitoring)::handle),
        served(
            "EnableEnhancedMonitoring",
            EnableEnhancedMonitoring.Request.SHAPE,
            EnableEnhancedMonitoring.Response.SHAPE,
            may.control(
                EnableEnhancedMonitoring.Request::streamName,
                EnableEnhancedMonitoring.Request::streamArn),
            new EnableEnhancedMonitoringOperation(monitoring)::handle),
        served(
            "IncreaseStreamRetentionPeriod",
            IncreaseStreamRetentionPeriod.Request.SHAPE,
            may.control(
                IncreaseStreamRetentionPeriod.Request::streamName,
                IncreaseStreamRetentionPeriod.Request::streamArn),
            new IncreaseStreamRetentionPeriodOperation(retention)::handle),
        served(
            "StartStreamEncryption",
            StartStreamEncryption.Request.SHAPE,
            may.control(
                StartStreamEncryption.Request::streamName,
                StartStreamEncryption.Request::streamArn),
            new StartStreamEncryptionOperation(encryption)::handle),
        served(
            "StopStreamEncryption",
            StopStreamEncryption.Request.SHAPE,
            may.control(
                StopStreamEncryption.Request::streamName, StopStreamEncryption.Request::streamArn),
            new StopStreamEncryptionOperation(encryption)::handle),
        served(
            "UpdateMaxRecordSize",
            UpdateMaxRecordSize.Request.SHAPE,
            may.controlByArn(UpdateMaxRecordSize.Request::streamArn),
            new UpdateMaxRecordSizeOperation(core.lifecycle(), lookup)::handle),
        served(
            "UpdateStreamMode",
            UpdateStreamMode.Request.SHAPE,
            may.controlByArn(UpdateStreamMode.Request::streamArn),
            new UpdateStreamModeOperation(core.capacity(), lookup)::handle),
        served(
            "UpdateStreamWarmThroughput",
            UpdateStreamWarmThroughput.Request.SHAPE,
            UpdateStreamWarmThroughput.Response.SHAPE,
            may.control(
                UpdateStreamWarmThroughput.Request::streamName,
                UpdateStreamWarmThroughput.Request::streamArn),
            new UpdateStreamWarmThroughputOperation(core.capacity(), lookup, account)::handle));
  }

  private List<Operation> policies() {
    return List.of(
        served(
            "DeleteResourcePolicy",
            DeleteResourcePolicy.Request.SHAPE,
            may.policyOf(DeleteResourcePolicy.Request::resourceArn),
            new DeleteResourcePolicyOperation(core.attachments(), consumers)::handle),
        served(
            "GetResourcePolicy",
            GetResourcePolicy.Request.SHAPE,
            GetResourcePolicy.Response.SHAPE,
            may.policyOf(GetResourcePolicy.Request::resourceArn),
            new GetResourcePolicyOperation(lookup, consumers)::handle),
        served(
            "PutResourcePolicy",
            PutResourcePolicy.Request.SHAPE,
            may.policyOf(PutResourcePolicy.Request::resourceArn),
            new PutResourcePolicyOperation(core.attachments(), consumers)::handle));
  }

  private List<Operation> account() {
    return List.of(
        served(
            "DescribeAccountSettings",
            DescribeAccountSettings.Request.SHAPE,
            DescribeAccountSettings.Response.SHAPE,
            Access.account(),
            new DescribeAccountSettingsOperation(core.catalog(), core.clock())::handle),
        served(
            "UpdateAccountSettings",
            UpdateAccountSettings.Request.SHAPE,
            UpdateAccountSettings.Response.SHAPE,
            Access.account(),
            new UpdateAccountSettingsOperation(core.lifecycle(), core.clock())::handle));
  }
}
