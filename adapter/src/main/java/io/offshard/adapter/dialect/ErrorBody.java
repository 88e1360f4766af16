// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import org.jspecify.annotations.Nullable;

/** The bodies of errors in AWS's JSON and CBOR protocols. */
public final class ErrorBody {
  private ErrorBody() {}

  private static final Member<String> TYPE = Member.required("__type", Text.any());

  /** The ordinary error. */
  public record Plain(String type, @Nullable String message) {
    /** The declaration of the members. */
    public static final Struct<Plain> SHAPE =
        Struct.of(Plain.class, TYPE, Member.of("message", Text.any()));
  }

  /** SerializationException, the one error whose text stands in a member with a capital letter. */
  public record Serialization(String type, @Nullable String message) {
    /** The declaration of the members. */
    public static final Struct<Serialization> SHAPE =
        Struct.of(Serialization.class, TYPE, Member.of("Message", Text.any()));
  }
}
