// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.token.TokenProblem.Reason;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;

/** Whoever has genuine tokens, as many as they like, cannot make another one of them. */
class TokenAttacksTest {
  private static final Keyring RING = new Keyring(List.of(key("one", 1), key("two", 2)));
  private static final Keyring ROTATED = new Keyring(List.of(key("two", 2), key("one", 1)));
  private static final TokenCodec CODEC = new TokenCodec(() -> RING, TokenDialect.KINESIS);

  @Property
  void bitsCannotBeChanged(
      @ForAll(supplier = SomeTokens.class) Token token,
      @ForAll @Size(min = 1, max = 8) Set<@IntRange(max = 9_999) Integer> flips) {
    byte[] changed = bytes(CODEC.seal(token));
    byte[] before = changed.clone();
    flips.forEach(bit -> changed[bit / 8 % changed.length] ^= (byte) (1 << bit % 8));
    Assume.that(!Arrays.equals(before, changed)); // two flips of one bit are none

    assertThat(refusal(CODEC, changed, token)).isPresent();
  }

  @Property
  void theEndCannotBeCutOrExtended(
      @ForAll(supplier = SomeTokens.class) Token token,
      @ForAll @IntRange(min = 1, max = 400) int cut,
      @ForAll @NotEmpty byte[] more) {
    byte[] sealed = bytes(CODEC.seal(token));
    byte[] longer = Arrays.copyOf(sealed, sealed.length + more.length);
    System.arraycopy(more, 0, longer, sealed.length, more.length);

    assertThat(refusal(CODEC, Arrays.copyOf(sealed, Math.max(0, sealed.length - cut)), token))
        .isPresent();
    assertThat(refusal(CODEC, longer, token)).isPresent();
  }

  @Property
  void theSignatureOfAnotherTokenDoesNotDo(
      @ForAll(supplier = SomeTokens.class) Token token,
      @ForAll(supplier = SomeTokens.class) Token other) {
    Assume.that(!token.equals(other));
    byte[] sealed = bytes(CODEC.seal(token));
    byte[] lent = bytes(CODEC.seal(other));
    System.arraycopy(
        lent,
        lent.length - SigningKey.SIGNATURE_BYTES,
        sealed,
        sealed.length - SigningKey.SIGNATURE_BYTES,
        SigningKey.SIGNATURE_BYTES);

    assertThat(refusal(CODEC, sealed, token)).contains(Reason.FORGED);
  }

  @Property
  void noOtherApiTakesIt(
      @ForAll(supplier = SomeTokens.class) Token token,
      @ForAll TokenDialect from,
      @ForAll TokenDialect to) {
    byte[] sealed = bytes(new TokenCodec(() -> RING, from).seal(token));

    assertThat(refusal(new TokenCodec(() -> RING, to), sealed, token))
        .isEqualTo(from == to ? Optional.empty() : Optional.of(Reason.OTHER_DIALECT));
  }

  @Property
  void aRetiredKeyOpensNothing(@ForAll(supplier = SomeTokens.class) Token token) {
    Keyring without = new Keyring(List.of(key("two", 2)));
    byte[] sealed = bytes(CODEC.seal(token));

    assertThat(refusal(new TokenCodec(() -> ROTATED, TokenDialect.KINESIS), sealed, token))
        .isEmpty();
    assertThat(refusal(new TokenCodec(() -> without, TokenDialect.KINESIS), sealed, token))
        .contains(Reason.UNKNOWN_KEY);
  }

  @Property
  void theNameOfAnotherKeyDoesNotDo(@ForAll(supplier = SomeTokens.class) Token token) {
    byte[] sealed = bytes(CODEC.seal(token));
    System.arraycopy(key("two", 2).idBytes(), 0, sealed, 2, 3);

    assertThat(refusal(CODEC, sealed, token)).contains(Reason.FORGED);
  }

  private static Optional<Reason> refusal(TokenCodec codec, byte[] sealed, Token expected) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    try {
      assertThat(codec.open(text, expected.getClass())).isEqualTo(expected);
      return Optional.empty();
    } catch (TokenProblem problem) {
      return Optional.of(problem.reason());
    }
  }

  private static byte[] bytes(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static SigningKey key(String id, int fill) {
    byte[] secret = new byte[32];
    Arrays.fill(secret, (byte) fill);
    return new SigningKey(id, secret);
  }
}
