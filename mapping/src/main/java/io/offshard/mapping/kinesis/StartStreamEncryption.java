// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Has a stream encrypted, or encrypted with another key. The answer has no body.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StartStreamEncryption.html">StartStreamEncryption</a>
 */
public final class StartStreamEncryption {
  private StartStreamEncryption() {}

  /** The stream is given by its name, its ARN or both. */
  public record Request(
      @Nullable String streamName,
      EncryptionType encryptionType,
      String keyId,
      @Nullable String streamArn,
      @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class,
            Members.STREAM_NAME,
            Member.required("EncryptionType", EnumText.of(EncryptionType.class)),
            Member.required("KeyId", Members.KEY_ID),
            Members.STREAM_ARN,
            Members.STREAM_ID);
  }
}
