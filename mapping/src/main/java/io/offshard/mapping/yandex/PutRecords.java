// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.ListShape;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes up to 500 records. The answer is that of Kinesis. */
public final class PutRecords {
  private PutRecords() {}

  /** One of them. */
  public record Entry(
      @Nullable ByteBuffer data, @Nullable String partitionKey, @Nullable String explicitHashKey) {
    /** The declaration of the members. */
    public static final Struct<Entry> SHAPE =
        Struct.of(Entry.class, Members.DATA, Members.PARTITION_KEY, Members.EXPLICIT_HASH_KEY);
  }

  /** In their order. */
  public record Request(@Nullable String streamName, @Nullable List<Entry> records) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Members.STREAM_NAME, Member.of("Records", ListShape.of(Entry.SHAPE)));
  }
}
