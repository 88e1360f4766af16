// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Changes how large the records of a stream may be. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_UpdateMaxRecordSize.html">UpdateMaxRecordSize</a>
 */
public final class UpdateMaxRecordSize {
  private UpdateMaxRecordSize() {}

  /** The stream is given by its ARN. */
  public record Request(
      @Nullable String streamArn, @Nullable String streamId, Integer maxRecordSizeInKiB) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_ARN,
            Members.STREAM_ID,
            Member.required("MaxRecordSizeInKiB", Members.MAX_RECORD_KIB));
  }
}
