// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offshard.mapping.token.TokenProblem.Reason;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class TokenCodecTest {
  private static final SigningKey OLD = key("old", 1);
  private static final SigningKey NEW = key("new", 2);
  private static final TokenCodec CODEC = codec(OLD);

  private static final UUID TOPIC = UUID.fromString("b9df1a3c-6c8f-4a07-9b5e-2d8f3f0c1a55");
  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00.123Z");
  private static final IteratorToken ITERATOR = new IteratorToken(TOPIC, 3, 42, NOW);
  private static final List<Token> ONE_OF_EACH =
      List.of(
          ITERATOR,
          new ShardPageToken(TOPIC, 999, 4, NOW.toEpochMilli() - 1, NOW.minusSeconds(9), NOW),
          new StreamPageToken("orders.eu_west-1", NOW),
          new ConsumerPageToken(TOPIC, "app-1", NOW),
          new ChangeIteratorToken(TOPIC, 3, 255, 42, "orders", NOW.minusSeconds(9), NOW));

  @Property
  void everyTokenIsOpenedAsItWasSealed(@ForAll(supplier = SomeTokens.class) Token token) {
    String text = CODEC.seal(token);

    assertThat(CODEC.open(text, token.getClass())).isEqualTo(token);
    assertThat(text).matches("[A-Za-z0-9_-]{1,480}");
  }

  @Example
  void theLargestTokensFitTheField() {
    TokenCodec codec = codec(key("x".repeat(16), 1));
    ConsumerPageToken token = new ConsumerPageToken(TOPIC, "x".repeat(128), NOW);

    String text = codec.seal(token);

    assertThat(text).hasSizeLessThanOrEqualTo(272);
    assertThat(codec.open(text, ConsumerPageToken.class)).isEqualTo(token);
  }

  /** Tokens are alive across releases, so a change of these bytes needs a new version or kind. */
  @Example
  void theFormOfAReleasedKindIsFixed() {
    assertThat(CODEC.seal(ITERATOR))
        .isEqualTo(
            "AQNvbGQBAbnfGjxsj0oHm14tjz8MGlUAAAADAAAAAAAAACoAAAGh_Yxp"
                + "exSITnEBnkiXhc9wne72lwl11hKGQAaZ81NYuIny8yl2");
  }

  @Example
  void noBitOfATokenCanBeChanged() {
    ONE_OF_EACH.forEach(
        token -> {
          byte[] sealed = bytes(CODEC.seal(token));
          for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] changed = sealed.clone();
            changed[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(text(changed), token.getClass());
          }
        });
  }

  @Example
  void noCharacterOfATokenCanBeChanged() {
    ONE_OF_EACH.forEach(
        token -> {
          String text = CODEC.seal(token);
          for (int i = 0; i < text.length(); i++) {
            for (char c = 0; c < 0x100; c++) {
              if (c != text.charAt(i)) {
                assertRefused(text.substring(0, i) + c + text.substring(i + 1), token.getClass());
              }
            }
          }
        });
  }

  @Example
  void noTokenCanBeCutOrExtended() {
    ONE_OF_EACH.forEach(
        token -> {
          String text = CODEC.seal(token);
          IntStream.range(0, text.length())
              .mapToObj(n -> text.substring(0, n))
              .forEach(cut -> assertRefused(cut, token.getClass()));
          Stream.of("A", "AA", "AAA", "AAAA", "=", "==", "\n", " ", text, "A".repeat(1_000_000))
              .forEach(more -> assertRefused(text + more, token.getClass()));
        });
  }

  @Property
  void noOtherTextIsAToken(@ForAll String text) {
    assertRefused(text, IteratorToken.class);
  }

  @Property
  void noOtherBytesAreAToken(@ForAll byte[] noise) {
    byte[] headed = {1, 3, 'o', 'l', 'd', 1, 1};
    byte[] sealed = Arrays.copyOf(headed, headed.length + noise.length);
    System.arraycopy(noise, 0, sealed, headed.length, noise.length);

    assertRefused(text(sealed), IteratorToken.class);
    assertRefused(text(noise), IteratorToken.class);
  }

  @Example
  void aTokenOfOneKindIsRefusedWhereAnotherBelongs() {
    for (Token token : ONE_OF_EACH) {
      for (Token other : ONE_OF_EACH) {
        if (!token.equals(other)) {
          assertThat(refusal(CODEC.seal(token), other.getClass())).isEqualTo(Reason.OTHER_KIND);
        }
      }
    }
  }

  @Example
  void rotationInTwoStepsRefusesNoToken() {
    TokenCodec distributed = codec(OLD, NEW);
    TokenCodec promoted = codec(NEW, OLD);

    for (TokenCodec from : List.of(CODEC, distributed)) {
      for (TokenCodec to : List.of(CODEC, distributed, promoted)) {
        assertThat(to.open(from.seal(ITERATOR), IteratorToken.class)).isEqualTo(ITERATOR);
      }
    }
    assertThat(distributed.open(promoted.seal(ITERATOR), IteratorToken.class)).isEqualTo(ITERATOR);
    assertThat(refusal(promoted.seal(ITERATOR), IteratorToken.class)).isEqualTo(Reason.UNKNOWN_KEY);
  }

  @Example
  void aSecretUnderTheSameIdDoesNotDo() {
    String forged = codec(key("old", 7)).seal(ITERATOR);

    assertThat(refusal(forged, IteratorToken.class)).isEqualTo(Reason.FORGED);
  }

  @Example
  void signedTokensOfOtherMakeAreRefused() {
    byte[] signed = bytes(CODEC.seal(ITERATOR));
    byte[] unsigned = Arrays.copyOf(signed, signed.length - SigningKey.SIGNATURE_BYTES);

    assertThat(refusal(resigned(unsigned, 0, 2), IteratorToken.class))
        .isEqualTo(Reason.UNKNOWN_VERSION);
    assertThat(refusal(resigned(unsigned, 5, 9), IteratorToken.class))
        .isEqualTo(Reason.OTHER_DIALECT);
    assertThat(refusal(resigned(unsigned, 6, 99), IteratorToken.class))
        .isEqualTo(Reason.OTHER_KIND);
    assertThat(refusal(resigned(unsigned, 23, -1), IteratorToken.class)).isEqualTo(Reason.GARBLED);
    for (int length : new int[] {6, 7, 20, unsigned.length - 1, unsigned.length + 1}) {
      assertThat(refusal(resigned(Arrays.copyOf(unsigned, length), 0, 1), IteratorToken.class))
          .isEqualTo(Reason.GARBLED);
    }
  }

  @Property
  void whatASignerCouldEverWriteIsReadOrRefused(
      @ForAll @IntRange(min = 0, max = 6) int kind, @ForAll byte[] body) {
    byte[] unsigned = Arrays.copyOf(new byte[] {1, 3, 'o', 'l', 'd', 1, 0}, 7 + body.length);
    System.arraycopy(body, 0, unsigned, 7, body.length);

    try {
      Token token = CODEC.open(resigned(unsigned, 6, kind), Token.class);
      assertThat(CODEC.seal(token)).isEqualTo(resigned(unsigned, 6, kind));
    } catch (TokenProblem problem) {
      assertThat(problem.getStackTrace()).isEmpty();
    }
  }

  private static void assertRefused(String text, Class<? extends Token> expected) {
    assertThatExceptionOfType(TokenProblem.class)
        .as(text)
        .isThrownBy(() -> CODEC.open(text, expected));
  }

  private static Reason refusal(String text, Class<? extends Token> expected) {
    try {
      throw new AssertionError("opened as " + CODEC.open(text, expected));
    } catch (TokenProblem problem) {
      return problem.reason();
    }
  }

  /** The token with one byte changed and then signed with the right key. */
  private static String resigned(byte[] unsigned, int index, int value) {
    byte[] changed = unsigned.clone();
    changed[index] = (byte) value;
    byte[] sealed = Arrays.copyOf(changed, changed.length + SigningKey.SIGNATURE_BYTES);
    byte[] signature = OLD.sign(changed, changed.length);
    System.arraycopy(signature, 0, sealed, changed.length, signature.length);
    return text(sealed);
  }

  private static TokenCodec codec(SigningKey... keys) {
    Keyring ring = new Keyring(List.of(keys));
    return new TokenCodec(() -> ring, TokenDialect.KINESIS);
  }

  private static SigningKey key(String id, int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return new SigningKey(id, secret);
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String text(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
