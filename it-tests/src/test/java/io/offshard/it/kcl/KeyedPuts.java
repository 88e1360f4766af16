// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kcl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResultEntry;

/**
 * Puts records whose data counts up for each key, and remembers where the service says that they
 * are. The client should not repeat calls: a record would be there twice. Not thread-safe.
 */
final class KeyedPuts {

  private final KinesisClient kinesis;
  private final String stream;
  private final int keys;
  private final Map<String, List<String>> numbers = new HashMap<>();
  private int rounds;

  KeyedPuts(KinesisClient kinesis, String stream, int keys) {
    this.kinesis = kinesis;
    this.stream = stream;
    this.keys = keys;
  }

  /** One more record of each key, in one call. */
  void round() {
    List<PutRecordsRequestEntry> records = new ArrayList<>();
    for (int key = 0; key < keys; key++) {
      records.add(
          PutRecordsRequestEntry.builder()
              .partitionKey(key(key))
              .data(SdkBytes.fromString(Integer.toString(rounds), UTF_8))
              .build());
    }
    PutRecordsResponse answer =
        kinesis.putRecords(request -> request.streamName(stream).records(records));
    assertThat(answer.failedRecordCount()).isZero();
    for (PutRecordsResultEntry each : answer.records()) {
      numbers.computeIfAbsent(each.shardId(), _ -> new ArrayList<>()).add(each.sequenceNumber());
    }
    rounds++;
  }

  /** How many records there are. */
  int total() {
    return rounds * keys;
  }

  /** For each key the data of its records in their order. */
  Map<String, List<String>> data() {
    List<String> each = IntStream.range(0, rounds).mapToObj(Integer::toString).toList();
    Map<String, List<String>> data = new HashMap<>();
    for (int key = 0; key < keys; key++) {
      data.put(key(key), each);
    }
    return data;
  }

  /** For each shard the numbers of its records in their order. */
  Map<String, List<String>> logs() {
    Map<String, List<String>> logs = new HashMap<>();
    numbers.forEach(
        (shard, each) ->
            logs.put(shard, each.stream().sorted(Comparator.comparing(BigInteger::new)).toList()));
    return logs;
  }

  private static String key(int key) {
    return "key-" + key;
  }
}
