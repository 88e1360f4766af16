// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo.worker;

import com.amazonaws.services.dynamodbv2.streamsadapter.adapter.DynamoDBStreamsClientRecord;
import com.amazonaws.services.dynamodbv2.streamsadapter.model.DynamoDBStreamsProcessRecordsInput;
import com.amazonaws.services.dynamodbv2.streamsadapter.processor.DynamoDBStreamsShardRecordProcessor;
import software.amazon.awssdk.services.dynamodb.model.StreamRecord;
import software.amazon.kinesis.exceptions.KinesisClientLibException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/**
 * What the worker does with one shard: prints each change as one line, {@code seen}, shard, number,
 * id of the event and the item's new version, and at the end {@code ended} and the shard, with tabs
 * between.
 */
final class PrintingProcessor implements DynamoDBStreamsShardRecordProcessor {
  private String shard = "";

  @Override
  public void initialize(InitializationInput input) {
    shard = input.shardId();
    print("began", shard, input.extendedSequenceNumber().sequenceNumber());
  }

  @Override
  public void processRecords(DynamoDBStreamsProcessRecordsInput input) {
    for (DynamoDBStreamsClientRecord each : input.records()) {
      StreamRecord change = each.getRecord().dynamodb();
      String version = change.newImage().get("version").n();
      print("seen", shard, change.sequenceNumber(), each.getRecord().eventID(), version);
    }
    if (!input.records().isEmpty()) {
      checkpoint(input.checkpointer());
    }
  }

  @Override
  public void leaseLost(LeaseLostInput input) {
    print("left", shard);
  }

  @Override
  public void shardEnded(ShardEndedInput input) {
    print("ended", shard);
    checkpoint(input.checkpointer());
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    print("left", shard);
  }

  private static void checkpoint(RecordProcessorCheckpointer checkpointer) {
    try {
      checkpointer.checkpoint();
    } catch (KinesisClientLibException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void print(String... fields) {
    System.out.println(String.join("\t", fields));
  }
}
