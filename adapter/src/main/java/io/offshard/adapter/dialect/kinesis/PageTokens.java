// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.token.Token;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Iterators and NextTokens: signed texts that are good for five minutes. */
final class PageTokens {
  private static final Duration LIFE = Duration.ofMillis(300_000);

  private final TokenCodec codec;
  private final Clock clock;

  PageTokens(TokenCodec codec, Clock clock) {
    this.codec = codec;
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  String seal(Token token) {
    return codec.seal(token);
  }

  /** A NextToken of that kind. */
  <T extends Token> T openPage(String text, Class<T> kind) {
    T token = open(text, kind, KinesisFault.invalidNextToken());
    if (expired(token)) {
      throw Faults.refuse(KinesisFault.nextTokenExpired(token.issuedAt(), now()));
    }
    return token;
  }

  /** A shard iterator. */
  <T extends Token> T openIterator(String text, Class<T> kind) {
    T token = open(text, kind, KinesisFault.invalidIterator());
    if (expired(token)) {
      throw Faults.refuse(KinesisFault.iteratorExpired(token.issuedAt(), now()));
    }
    return token;
  }

  private <T extends Token> T open(String text, Class<T> kind, KinesisFault invalid) {
    try {
      return codec.open(text, kind);
    } catch (TokenProblem e) {
      throw Faults.refuse(invalid);
    }
  }

  private boolean expired(Token token) {
    return Duration.between(token.issuedAt(), now()).toMillis() > LIFE.toMillis();
  }
}
