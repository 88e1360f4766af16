// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Struct;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Writes one record. The answer is that of Kinesis. */
public final class PutRecord {
  private PutRecord() {}

  /** The shard is that of the hash key, where one is given, else that of the partition key. */
  public record Request(
      @Nullable String streamName,
      @Nullable ByteBuffer data,
      @Nullable String partitionKey,
      @Nullable String explicitHashKey) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Members.DATA,
            Members.PARTITION_KEY,
            Members.EXPLICIT_HASH_KEY);
  }
}
