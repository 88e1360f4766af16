// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;

/** The body of an answer that is an error. */
public record V3ioError(Integer errorCode, String errorMessage) {
  /** The declaration of the members. */
  public static final Struct<V3ioError> SHAPE =
      Struct.of(
          V3ioError.class,
          Member.required("ErrorCode", Whole.ofInt()),
          Member.required("ErrorMessage", Text.any()));
}
