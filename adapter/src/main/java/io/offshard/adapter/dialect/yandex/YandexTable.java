// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import static io.offshard.adapter.dialect.Operation.served;

import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.WireProtocol;
import io.offshard.adapter.dialect.kinesis.KinesisCore;
import io.offshard.adapter.dialect.kinesis.PageTokens;
import io.offshard.mapping.yandex.CreateStream;
import io.offshard.mapping.yandex.DeleteStream;
import io.offshard.mapping.yandex.DeregisterStreamConsumer;
import io.offshard.mapping.yandex.DescribeStream;
import io.offshard.mapping.yandex.DescribeStreamSummary;
import io.offshard.mapping.yandex.Done;
import io.offshard.mapping.yandex.GetRecords;
import io.offshard.mapping.yandex.GetShardIterator;
import io.offshard.mapping.yandex.ListShards;
import io.offshard.mapping.yandex.ListStreamConsumers;
import io.offshard.mapping.yandex.ListStreams;
import io.offshard.mapping.yandex.PutRecord;
import io.offshard.mapping.yandex.PutRecords;
import io.offshard.mapping.yandex.RegisterStreamConsumer;
import io.offshard.mapping.yandex.RetentionPeriod;
import io.offshard.mapping.yandex.SetWriteQuota;
import io.offshard.mapping.yandex.UpdateShardCount;
import io.offshard.mapping.yandex.UpdateStream;
import io.offshard.mapping.yandex.UpdateStreamMode;
import io.offshard.mapping.yandex.YandexFault;
import java.util.List;

/**
 * All operations of Yandex Data Streams, one line each: those that are documented, the others that
 * its open-source server has, and those of Kinesis that it has not.
 *
 * @see <a href="https://yandex.cloud/en/docs/data-streams/kinesisapi/methods/">Methods</a>
 */
public final class YandexTable {
  /** The API's name in metrics. */
  static final String DIALECT = "yandex";

  private static final String NOT_THERE = "Yandex Data Streams does not have it either";

  private static final String OTHERS =
      """
      AddTagsToStream
      DescribeLimits
      DescribeStreamConsumer
      DisableEnhancedMonitoring
      EnableEnhancedMonitoring
      ListTagsForStream
      MergeShards
      RemoveTagsFromStream
      SplitShard
      StartStreamEncryption
      StopStreamEncryption
      SubscribeToShard
      """;

  private final YandexCore core;
  private final KinesisCore kinesis;
  private final StreamNames names;
  private final StreamChanges changes;
  private final ShardPages pages;
  private final PageTokens tokens;
  private final Permissions may;

  private YandexTable(YandexCore core) {
    this.core = core;
    this.kinesis = core.kinesis();
    this.names = new StreamNames(kinesis.catalog(), core.paths());
    this.may = new Permissions(names, core.paths());
    this.changes = new StreamChanges(core);
    this.pages = new ShardPages(core.shards());
    this.tokens = new PageTokens(kinesis.tokens(), kinesis.clock(), new YandexTokenWords());
  }

  /** The table, whose served operations answer from that core. */
  public static OperationTable create(YandexCore core) {
    YandexTable table = new YandexTable(core);
    return OperationTable.of(
            DIALECT,
            "Kinesis_20131202",
            WireProtocol.YANDEX,
            List.of(
                table.streams(),
                table.settings(),
                table.records(),
                table.consumers(),
                OTHERS.lines().map(name -> Operation.unsupported(name, NOT_THERE)).toList()))
        .translating(new YandexFaults(core.paths())::translated);
  }

  /** What is said to a call whose URL has another path than that of the database. */
  public static Refusal elsewhere(String path) {
    return YandexFaults.refuse(YandexFault.noSuchDatabase(path));
  }

  private List<Operation> streams() {
    return List.of(
        served(
            "CreateStream",
            CreateStream.Request.SHAPE,
            Done.SHAPE,
            may.creation(CreateStream.Request::streamName),
            new CreateStreamOperation(names, changes)::handle),
        served(
            "DeleteStream",
            DeleteStream.Request.SHAPE,
            Done.SHAPE,
            may.control(DeleteStream.Request::streamName),
            new DeleteStreamOperation(names, changes)::handle),
        served(
            "DescribeStream",
            DescribeStream.Request.SHAPE,
            DescribeStream.Response.SHAPE,
            may.control(DescribeStream.Request::streamName),
            new DescribeStreamOperation(names, pages)::handle),
        served(
            "DescribeStreamSummary",
            DescribeStreamSummary.Request.SHAPE,
            DescribeStreamSummary.Response.SHAPE,
            may.control(DescribeStreamSummary.Request::streamName),
            new DescribeStreamSummaryOperation(names)::handle),
        served(
            "ListShards",
            ListShards.Request.SHAPE,
            io.offshard.mapping.kinesis.ListShards.Response.SHAPE,
            may.pages(ListShards.Request::streamName, ListShards.Request::nextToken),
            new ListShardsOperation(kinesis.catalog(), names, pages, tokens, may)::handle),
        served(
            "ListStreams",
            ListStreams.Request.SHAPE,
            ListStreams.Response.SHAPE,
            Access.account(),
            new ListStreamsOperation(kinesis.catalog(), may)::handle));
  }

  private List<Operation> settings() {
    return List.of(
        served(
            "DecreaseStreamRetentionPeriod",
            RetentionPeriod.Request.SHAPE,
            Done.SHAPE,
            may.control(RetentionPeriod.Request::streamName),
            new RetentionPeriodOperation(false, names, changes)::handle),
        served(
            "IncreaseStreamRetentionPeriod",
            RetentionPeriod.Request.SHAPE,
            Done.SHAPE,
            may.control(RetentionPeriod.Request::streamName),
            new RetentionPeriodOperation(true, names, changes)::handle),
        served(
            "SetWriteQuota",
            SetWriteQuota.Request.SHAPE,
            Done.SHAPE,
            may.control(SetWriteQuota.Request::streamName),
            new SetWriteQuotaOperation(names, changes)::handle),
        served(
            "UpdateShardCount",
            UpdateShardCount.Request.SHAPE,
            UpdateShardCount.Response.SHAPE,
            may.control(UpdateShardCount.Request::streamName),
            new UpdateShardCountOperation(names, changes)::handle),
        served(
            "UpdateStream",
            UpdateStream.Request.SHAPE,
            UpdateStream.Response.SHAPE,
            may.control(UpdateStream.Request::streamName),
            new UpdateStreamOperation(names, changes)::handle),
        served(
            "UpdateStreamMode",
            UpdateStreamMode.Request.SHAPE,
            Done.SHAPE,
            may.control(request -> StreamNames.given(request.streamArn(), request.streamARN())),
            new UpdateStreamModeOperation(names, changes)::handle));
  }

  private List<Operation> records() {
    return List.of(
        served(
            "GetRecords",
            GetRecords.Request.SHAPE,
            Access.inToken(),
            new GetRecordsOperation(core, tokens, may)::handle,
            kinesis.reads()),
        served(
            "GetShardIterator",
            GetShardIterator.Request.SHAPE,
            io.offshard.mapping.kinesis.GetShardIterator.Response.SHAPE,
            may.data(GetShardIterator.Request::streamName),
            new GetShardIteratorOperation(kinesis.catalog(), names, core.shards(), tokens)::handle),
        served(
            "PutRecord",
            PutRecord.Request.SHAPE,
            io.offshard.mapping.kinesis.PutRecord.Response.SHAPE,
            may.data(PutRecord.Request::streamName),
            new PutRecordOperation(names, kinesis.writer(), kinesis.meters())::handle),
        served(
            "PutRecords",
            PutRecords.Request.SHAPE,
            io.offshard.mapping.kinesis.PutRecords.Response.SHAPE,
            may.data(PutRecords.Request::streamName),
            new PutRecordsOperation(names, kinesis.writer(), kinesis.meters())::handle));
  }

  private List<Operation> consumers() {
    return List.of(
        served(
            "DeregisterStreamConsumer",
            DeregisterStreamConsumer.Request.SHAPE,
            Done.SHAPE,
            may.control(request -> StreamNames.given(request.streamArn(), request.streamARN())),
            new DeregisterStreamConsumerOperation(kinesis.attachments(), names)::handle),
        served(
            "ListStreamConsumers",
            ListStreamConsumers.Request.SHAPE,
            ListStreamConsumers.Response.SHAPE,
            may.pages(
                request -> StreamNames.given(request.streamArn(), request.streamARN()),
                ListStreamConsumers.Request::nextToken),
            new ListStreamConsumersOperation(kinesis.catalog(), names, tokens, may)::handle),
        served(
            "RegisterStreamConsumer",
            RegisterStreamConsumer.Request.SHAPE,
            RegisterStreamConsumer.Response.SHAPE,
            may.control(request -> StreamNames.given(request.streamArn(), request.streamARN())),
            new RegisterStreamConsumerOperation(kinesis.attachments(), names)::handle));
  }
}
