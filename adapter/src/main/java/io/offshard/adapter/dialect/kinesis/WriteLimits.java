// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.stream.HashKey;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a record must be to be written: a hash key in range, and not too large. */
final class WriteLimits {
  private static final long MAX_BATCH_BYTES = 10L << 20;

  private WriteLimits() {}

  static NewRecord newRecord(String partitionKey, @Nullable String hashKey, ByteBuffer data) {
    return NewRecord.of(partitionKey, hashKey == null ? null : parse(hashKey), data);
  }

  private static HashKey parse(String hashKey) {
    return HashKey.parse(hashKey)
        .orElseThrow(() -> Faults.refuse(KinesisFault.invalidExplicitHashKey(hashKey)));
  }

  /** A single record against the stream's limit. */
  static void check(Lineage stream, NewRecord one, StreamLookup lookup) {
    check(stream, one, "data", lookup);
  }

  /** Each record against the stream's limit, and all of them against the call's. */
  static void check(Lineage stream, List<NewRecord> batch, StreamLookup lookup) {
    long bytes = 0;
    for (int i = 0; i < batch.size(); i++) {
      check(stream, batch.get(i), "records." + (i + 1) + ".member.data", lookup);
      bytes += batch.get(i).bytes();
    }
    if (bytes > MAX_BATCH_BYTES) {
      throw Faults.refuse(KinesisFault.batchTooLarge());
    }
  }

  /** A limit may just have been raised by another replica, so it is looked up before it refuses. */
  private static void check(Lineage stream, NewRecord one, String path, StreamLookup lookup) {
    if (one.bytes() <= stream.maxRecordBytes()) {
      return;
    }
    int limit = lookup.any(stream.name(), null).maxRecordBytes();
    if (one.bytes() > limit) {
      throw Faults.refuse(KinesisFault.recordTooLarge(path, one.bytes(), limit));
    }
  }
}
