// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.kinesis.exceptions.KinesisClientLibException;
import software.amazon.kinesis.lifecycle.events.InitializationInput;
import software.amazon.kinesis.lifecycle.events.LeaseLostInput;
import software.amazon.kinesis.lifecycle.events.ProcessRecordsInput;
import software.amazon.kinesis.lifecycle.events.ShardEndedInput;
import software.amazon.kinesis.lifecycle.events.ShutdownRequestedInput;
import software.amazon.kinesis.processor.ShardRecordProcessor;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** What a worker does with one shard: prints each record, and keeps each page when it is done. */
final class PrintingProcessor implements ShardRecordProcessor {

  private static final Logger LOG = LoggerFactory.getLogger(PrintingProcessor.class);

  /** Work takes time. So a worker that is killed is likely to have something that is not kept. */
  private static final long WORK_NANOS = 1_000_000;

  /** Not System.out: each line is one write, and none is lost when the process is killed. */
  private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

  private final String worker;
  private String shard = "";

  PrintingProcessor(String worker) {
    this.worker = worker;
  }

  @Override
  public void initialize(InitializationInput input) {
    shard = input.shardId();
    print(new Event.Began(worker, shard, input.extendedSequenceNumber().sequenceNumber()));
  }

  // #region processor
  @Override
  public void processRecords(ProcessRecordsInput input) {
    if (input.records().isEmpty()) {
      return;
    }
    for (KinesisClientRecord each : input.records()) {
      LockSupport.parkNanos(WORK_NANOS);
      String data = UTF_8.decode(each.data()).toString();
      print(new Event.Seen(worker, shard, each.sequenceNumber(), each.partitionKey(), data));
    }
    String last = input.records().getLast().sequenceNumber();
    try {
      input.checkpointer().checkpoint();
      print(new Event.Kept(worker, shard, last));
    } catch (KinesisClientLibException lost) {
      LOG.warn("{} is not kept: {}", last, lost.toString());
    }
  }

  @Override
  public void leaseLost(LeaseLostInput input) {
    print(new Event.Left(worker, shard));
  }

  @Override
  public void shardEnded(ShardEndedInput input) {
    // Ahead of the checkpoint, with which others may begin with the children.
    print(new Event.Ended(worker, shard));
    try {
      input.checkpointer().checkpoint();
    } catch (KinesisClientLibException lost) {
      LOG.warn("the end is not kept: {}", lost.toString());
    }
  }

  @Override
  public void shutdownRequested(ShutdownRequestedInput input) {
    // All that was seen is kept already: page by page.
    print(new Event.Left(worker, shard));
  }

  // #endregion

  private static void print(Event event) {
    try {
      OUTPUT.write((event.line() + "\n").getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
