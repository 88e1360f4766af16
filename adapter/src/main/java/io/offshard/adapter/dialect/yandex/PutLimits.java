// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.stream.HashKey;
import io.offshard.mapping.yandex.YandexFault;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What records must be to be written. The first that is not has all of them refused. */
final class PutLimits {
  private static final int MOST_RECORDS = 500;
  private static final int MOST_DATA = 1 << 20;
  private static final int MOST_KEY = 256;
  private static final int MOST_BATCH = 5 << 20;

  private PutLimits() {}

  static void requireCount(int records) {
    if (records > MOST_RECORDS) {
      throw refuse(
          "Too many records in a single PutRecords request: %s > %s"
              .formatted(records, MOST_RECORDS));
    }
  }

  static NewRecord newRecord(
      @Nullable String partitionKey, @Nullable String hashKey, @Nullable ByteBuffer data) {
    if (partitionKey == null || partitionKey.isEmpty()) {
      throw refuse("Empty partition key");
    }
    ByteBuffer bytes = data == null ? ByteBuffer.allocate(0) : data;
    if (bytes.remaining() > MOST_DATA) {
      throw refuse(
          "Data of size of %s bytes exceed limit of %s bytes"
              .formatted(bytes.remaining(), MOST_DATA));
    }
    NewRecord one =
        NewRecord.of(
            partitionKey, hashKey == null || hashKey.isEmpty() ? null : parse(hashKey), bytes);
    if (one.bytes() - bytes.remaining() > MOST_KEY) {
      throw refuse("Partition key is too long: " + partitionKey);
    }
    return one;
  }

  private static HashKey parse(String hashKey) {
    return HashKey.parse(hashKey)
        .orElseThrow(() -> refuse(hashKey + " is not a valid 128 bit decimal"));
  }

  static void requireSize(List<NewRecord> batch) {
    long bytes = batch.stream().mapToLong(NewRecord::bytes).sum();
    if (bytes > MOST_BATCH) {
      throw refuse(
          "Total size of PutRecords request of %s bytes exceed limit of %s bytes"
              .formatted(bytes, MOST_BATCH));
    }
  }

  /** The topic of a stream of our own has room for whatever this API takes. */
  static void requireRoom(Lineage stream, List<NewRecord> batch) {
    for (NewRecord one : batch) {
      if (stream.isNative() && one.bytes() > stream.maxRecordBytes()) {
        throw refuse(
            "Data of size of %s bytes exceed limit of %s bytes"
                .formatted(one.bytes(), stream.maxRecordBytes()));
      }
    }
  }

  private static Refusal refuse(String text) {
    return YandexFaults.refuse(YandexFault.validation(text));
  }
}
