// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A label of a stream or a consumer; the value may be empty.
 *
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Tag.html">Tag</a>
 */
public record Tag(String key, @Nullable String value) {
  /** The declaration of the members. */
  public static final Struct<Tag> SHAPE =
      Struct.of(
          Tag.class,
          Member.required("Key", Members.TAG_KEY),
          Member.of("Value", Members.TAG_VALUE));
}
