// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** Changes how much may be written to a shard of a stream. Its answer has no members. */
public final class SetWriteQuota {
  private SetWriteQuota() {}

  /** How much. */
  public record Request(@Nullable String streamName, @Nullable Integer writeQuotaKbPerSec) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Members.STREAM_NAME, Members.WRITE_QUOTA);
  }
}
