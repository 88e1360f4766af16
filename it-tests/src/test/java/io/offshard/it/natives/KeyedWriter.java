// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts numbered records of its own keys, the next number of a key only when the one before was
 * acknowledged; turns to the next replica when a call fails. No two attempts write the same text.
 * For one thread; others look when it has ended.
 */
public final class KeyedWriter {
  /** What was acknowledged, and where it must be found. */
  public record Acknowledged(String key, String text, String shard, String sequenceNumber) {}

  private final String stream;
  private final Deque<KinesisClient> replicas;
  private final List<String> keys;
  private final int[] next;
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private int attempts;

  /** The first of the replicas is called until it fails. */
  public KeyedWriter(String stream, List<KinesisClient> replicas, List<String> keys) {
    this.stream = stream;
    this.replicas = new ArrayDeque<>(replicas);
    this.keys = keys;
    this.next = new int[keys.size()];
  }

  /** One record of each key: alone when there is but one key, else in one call. */
  public void turn() {
    attempts++;
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      texts.add("%s-%05d-%05d".formatted(keys.get(i), next[i], attempts));
    }
    try {
      if (keys.size() == 1) {
        one(texts.getFirst());
      } else {
        several(texts);
      }
    } catch (SdkException e) {
      replicas.add(replicas.remove());
    }
  }

  private void one(String text) {
    PutRecordResponse answer =
        replicas
            .element()
            .putRecord(
                request ->
                    request
                        .streamName(stream)
                        .partitionKey(keys.getFirst())
                        .data(SdkBytes.fromUtf8String(text)));
    next[0]++;
    acknowledged.add(
        new Acknowledged(keys.getFirst(), text, answer.shardId(), answer.sequenceNumber()));
  }

  private void several(List<String> texts) {
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < texts.size(); i++) {
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(keys.get(i))
              .data(SdkBytes.fromUtf8String(texts.get(i)))
              .build());
    }
    PutRecordsResponse answer =
        replicas.element().putRecords(request -> request.streamName(stream).records(entries));
    for (int i = 0; i < texts.size(); i++) {
      PutRecordsResultEntry result = answer.records().get(i);
      if (result.errorCode() == null) {
        next[i]++;
        acknowledged.add(
            new Acknowledged(keys.get(i), texts.get(i), result.shardId(), result.sequenceNumber()));
      }
    }
  }

  /** In the order of each key. */
  public List<Acknowledged> acknowledged() {
    return acknowledged;
  }
}
