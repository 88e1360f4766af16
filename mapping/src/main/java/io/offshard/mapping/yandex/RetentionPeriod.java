// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/** What raises the retention and what lowers it ask for the same. Their answers have no members. */
public final class RetentionPeriod {
  private RetentionPeriod() {}

  /** How long records stay readable from now on. */
  public record Request(@Nullable String streamName, @Nullable Integer retentionPeriodHours) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(Request.class, Members.STREAM_NAME, Members.RETENTION_HOURS);
  }
}
