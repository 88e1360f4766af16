// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kpl;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.natives.LineageFollower.Read;
import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import java.nio.ByteBuffer;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.HashKeyRange;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/**
 * A record of an application and where it stands. All that are packed into one record of a stream
 * have its number.
 */
record Found(String shard, String number, String key, String text) {

  static Found of(String shard, String number, UserRecord record) {
    String text = UTF_8.decode(record.data().duplicate()).toString();
    return new Found(shard, number, record.partitionKey(), text);
  }

  /** What stands in a record, be it packed or not. */
  static List<Found> in(Read read) {
    Record record = read.record();
    ByteBuffer data = record.data().asByteBuffer();
    return AggregatedRecord.read(data)
        .map(AggregatedRecord::records)
        .orElseGet(() -> List.of(new UserRecord(record.partitionKey(), null, data)))
        .stream()
        .map(each -> of(read.shard(), record.sequenceNumber(), each))
        .toList();
  }

  /**
   * What the client library (KCL) finds there. Of what is packed it leaves out what does not belong
   * to the shard: after a change of shards the producer puts that again.
   */
  static List<Found> byClient(Read read, HashKeyRange range) {
    return new AggregatorUtil()
            .deaggregate(
                List.of(KinesisClientRecord.fromRecord(read.record())),
                range.startingHashKey(),
                range.endingHashKey())
            .stream()
            .map(each -> of(read.shard(), each.sequenceNumber(), user(each)))
            .toList();
  }

  static UserRecord user(KinesisClientRecord record) {
    return new UserRecord(record.partitionKey(), record.explicitHashKey(), record.data());
  }
}
