// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds a place in a shard. Some clients call it {@code SeekShard}.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/streaming-web-api/seek/">Seek</a>
 */
public final class Seek {
  private static final int NANOS_PER_SECOND = 1_000_000_000;
  private static final int NANOS_PER_MILLI = 1_000_000;
  private static final long LAST_SECOND = Instant.parse("9999-12-31T23:59:59Z").getEpochSecond();

  private Seek() {}

  /** Which of the members says where. */
  public enum Type {
    EARLIEST,
    LATEST,
    TIME,
    SEQUENCE
  }

  /** The place; the shard may be in the path. */
  public record Request(
      @Nullable String streamName,
      @Nullable Integer shardId,
      Type type,
      @Nullable Long timestampSec,
      @Nullable Integer timestampNSec,
      @Nullable Long startingSequenceNumber) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Members.SHARD_ID,
            Member.required("Type", EnumText.of(Type.class)),
            Member.of("TimestampSec", Whole.ofLongFrom(0)),
            Member.of("TimestampNSec", Whole.ofInt(0, NANOS_PER_SECOND - 1)),
            Member.of("StartingSequenceNumber", Whole.ofLongFrom(1)));

    /**
     * The time of {@code TIME}, which is up to the millisecond and none earlier than asked for.
     *
     * @return empty where a part of it is missing
     */
    public Optional<Instant> time() {
      if (timestampSec == null || timestampNSec == null) {
        return Optional.empty();
      }
      long millis = (timestampNSec + NANOS_PER_MILLI - 1L) / NANOS_PER_MILLI;
      return Optional.of(
          Instant.ofEpochSecond(Math.min(timestampSec, LAST_SECOND)).plusMillis(millis));
    }
  }

  /** Where to read from. */
  public record Response(String location) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE =
        Struct.of(Response.class, Member.required("Location", Text.any()));
  }
}
