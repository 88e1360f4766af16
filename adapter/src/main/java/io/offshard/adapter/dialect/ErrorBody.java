// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/**
 * The body of an error in AWS's JSON and CBOR protocols.
 *
 * @param type the error's name, without a namespace
 * @param message the text, if it has one
 */
public record ErrorBody(String type, @Nullable String message) {
  static final Struct<ErrorBody> PLAIN = shape("message");

  /** The form of SerializationException, the one error whose text is in a member with a capital. */
  static final Struct<ErrorBody> SERIALIZATION = shape("Message");

  private static Struct<ErrorBody> shape(String textMember) {
    return Struct.of(
        ErrorBody.class, Member.required("__type", Text.any()), Member.of(textMember, Text.any()));
  }
}
