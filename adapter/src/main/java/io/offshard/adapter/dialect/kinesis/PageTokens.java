// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.mapping.token.Token;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenProblem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/** Iterators and NextTokens: signed texts that are good for five minutes. */
public final class PageTokens {
  private static final Duration LIFE = Duration.ofMinutes(5);

  /** What is said of those that are no good. */
  public interface Words {
    /** Of a NextToken that was not issued here, or not as it is. */
    Refusal invalidNextToken();

    /** Of one that is too old. */
    Refusal nextTokenExpired(Instant issued, Instant now);

    /** Of an iterator that was not issued here, or not as it is. */
    Refusal invalidIterator();

    /** Of one that is too old. */
    Refusal iteratorExpired(Instant issued, Instant now);
  }

  private final TokenCodec codec;
  private final Clock clock;
  private final Words words;

  /** Tokens of that codec, told of in those words. */
  public PageTokens(TokenCodec codec, Clock clock, Words words) {
    this.codec = codec;
    this.clock = clock;
    this.words = words;
  }

  /** When a token is issued that is made now. */
  public Instant now() {
    return clock.instant();
  }

  /** The token as text. */
  public String seal(Token token) {
    return codec.seal(token);
  }

  /** A NextToken of that kind. */
  public <T extends Token> T openPage(String text, Class<T> kind) {
    T token = open(text, kind, words::invalidNextToken);
    if (expired(token)) {
      throw words.nextTokenExpired(token.issuedAt(), now());
    }
    return token;
  }

  /** A shard iterator. */
  public <T extends Token> T openIterator(String text, Class<T> kind) {
    T token = open(text, kind, words::invalidIterator);
    if (expired(token)) {
      throw words.iteratorExpired(token.issuedAt(), now());
    }
    return token;
  }

  private <T extends Token> T open(String text, Class<T> kind, Supplier<Refusal> invalid) {
    try {
      return codec.open(text, kind);
    } catch (TokenProblem e) {
      throw invalid.get();
    }
  }

  private boolean expired(Token token) {
    return Duration.between(token.issuedAt(), now()).toMillis() > LIFE.toMillis();
  }
}
