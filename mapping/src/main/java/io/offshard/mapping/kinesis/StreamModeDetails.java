// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;

/**
 * The capacity mode of a stream, in the wrapping that the API gives it.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_StreamModeDetails.html">StreamModeDetails</a>
 */
public record StreamModeDetails(StreamMode streamMode) {
  /** The declaration of the members. */
  public static final Struct<StreamModeDetails> SHAPE =
      Struct.of(
          StreamModeDetails.class, Member.required("StreamMode", EnumText.of(StreamMode.class)));
}
