// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The API that a token was made for: the others refuse it. The codes stand in tokens, so a code is
 * never used again.
 */
public enum TokenDialect {
  KINESIS(1),
  DYNAMODB_STREAMS(2),
  YANDEX(3);

  private final byte code;

  TokenDialect(int code) {
    this.code = (byte) code;
  }

  byte code() {
    return code;
  }

  static Optional<TokenDialect> ofCode(byte code) {
    return Stream.of(values()).filter(dialect -> dialect.code == code).findFirst();
  }
}
