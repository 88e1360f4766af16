// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import io.offshard.mapping.item.AttributeValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decimals as Kafka Connect writes them: the unscaled number in two's complement, in base64, and
 * apart from it the number of digits behind the point.
 */
final class Decimals {
  /** More than PostgreSQL's largest numeric has. Larger ones would take long to convert. */
  private static final int MOST_BYTES = 64 << 10;

  private static final int LARGEST_SCALE = 100_000;

  private Decimals() {}

  /**
   * The number of an unscaled one and its scale.
   *
   * @return N; S of all digits where DynamoDB cannot hold the number; null where it is none
   */
  static @Nullable AttributeValue read(String base64, long scale, Set<Reading.Loss> losses) {
    byte[] unscaled = Base64Bytes.of(base64);
    if (unscaled == null
        || unscaled.length == 0
        || unscaled.length > MOST_BYTES
        || Math.abs(scale) > LARGEST_SCALE) {
      return null;
    }
    BigDecimal number = new BigDecimal(new BigInteger(unscaled), (int) scale);
    return PlainValues.number(number.toPlainString(), losses);
  }
}
