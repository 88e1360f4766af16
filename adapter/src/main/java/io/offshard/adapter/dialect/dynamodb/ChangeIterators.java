// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.token.ChangeIteratorToken;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Iterators as DynamoDB Streams has them: the stream's ARN, {@code |1|}, and a signed text that is
 * good for fifteen minutes. Nothing rests on the ARN, which is there for those who read it.
 */
final class ChangeIterators {
  private static final Duration LIFE = Duration.ofMinutes(15);
  private static final String VERSION = "|1|";

  private final TokenCodec codec;
  private final TableArn arns;
  private final Clock clock;

  ChangeIterators(TokenCodec codec, TableArn arns, Clock clock) {
    this.codec = codec;
    this.arns = arns;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  String seal(ChangeIteratorToken token) {
    return prefix(token) + codec.seal(token);
  }

  private String prefix(ChangeIteratorToken token) {
    return arns.stream(token.table(), token.label()) + VERSION;
  }

  ChangeIteratorToken open(@Nullable String text) {
    ChangeIteratorToken token = verified(text == null ? "" : text);
    if (Duration.between(token.issuedAt(), now()).toMillis() > LIFE.toMillis()) {
      throw DynamoFaults.refuse(DynamoFault.iteratorExpired());
    }
    return token;
  }

  private ChangeIteratorToken verified(String text) {
    try {
      int version = text.lastIndexOf(VERSION);
      String sealed = version < 0 ? "" : text.substring(version + VERSION.length());
      ChangeIteratorToken token = codec.open(sealed, ChangeIteratorToken.class);
      if (text.equals(prefix(token) + sealed)) {
        return token;
      }
    } catch (TokenProblem e) {
      // The same as a wrong ARN.
    }
    throw DynamoFaults.refuse(DynamoFault.invalidIterator());
  }
}
