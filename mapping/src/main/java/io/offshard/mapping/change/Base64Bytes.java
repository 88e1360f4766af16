// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes out of texts that may be base64 or not. */
final class Base64Bytes {

  private Base64Bytes() {}

  /** Null where the text is no base64; padding may be missing. */
  static byte @Nullable [] of(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /** The same as an attribute. */
  static AttributeValue.@Nullable B attribute(String text) {
    byte[] bytes = of(text);
    return bytes == null ? null : new AttributeValue.B(bytes);
  }
}
