// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static io.offshard.mapping.token.SigningKey.SIGNATURE_BYTES;
import static io.offshard.mapping.token.TokenProblem.Reason.FORGED;
import static io.offshard.mapping.token.TokenProblem.Reason.GARBLED;
import static io.offshard.mapping.token.TokenProblem.Reason.UNKNOWN_KEY;
import static io.offshard.mapping.token.TokenProblem.Reason.UNKNOWN_VERSION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The text of a token, taken apart: what anybody can read in it, and whether a key has signed it.
 * Its form is told in {@link TokenCodec}. Until {@link #verify} has said so, nothing of it need be
 * true.
 */
public final class SealedToken {
  static final byte VERSION = 1;
  private static final int MAX_TEXT_LENGTH = 480;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final byte[] sealed;
  private final int headerLength;

  private SealedToken(byte[] sealed, int headerLength) {
    this.sealed = sealed;
    this.headerLength = headerLength;
  }

  /**
   * Takes a text apart; looks at no signature.
   *
   * @throws TokenProblem where it is not in the form of a token, or in that of a later release
   */
  public static SealedToken parse(String text) {
    byte[] sealed = decode(text);
    if (sealed.length < 2 + SIGNATURE_BYTES) {
      throw new TokenProblem(GARBLED);
    }
    if (sealed[0] != VERSION) {
      throw new TokenProblem(UNKNOWN_VERSION);
    }
    int headerLength = 2 + Byte.toUnsignedInt(sealed[1]);
    if (headerLength >= sealed.length - SIGNATURE_BYTES) {
      throw new TokenProblem(GARBLED);
    }
    return new SealedToken(sealed, headerLength);
  }

  /**
   * The JDK's decoder lets padding and stray last bits pass; only what encodes to the same text
   * again is a token.
   */
  private static byte[] decode(String text) {
    if (text.length() > MAX_TEXT_LENGTH) {
      throw new TokenProblem(GARBLED);
    }
    byte[] sealed;
    try {
      sealed = DECODER.decode(text);
    } catch (IllegalArgumentException e) {
      throw new TokenProblem(GARBLED);
    }
    if (!encode(sealed).equals(text)) {
      throw new TokenProblem(GARBLED);
    }
    return sealed;
  }

  static String encode(byte[] sealed) {
    return ENCODER.encodeToString(sealed);
  }

  /** The id of the key that is said to have signed it. */
  public String keyId() {
    return new String(sealed, 2, headerLength - 2, ISO_8859_1);
  }

  /** The API that it is for; empty where this release knows no such API. */
  public Optional<TokenDialect> dialect() {
    return TokenDialect.ofCode(dialectCode());
  }

  byte dialectCode() {
    return sealed[headerLength];
  }

  /**
   * What it holds.
   *
   * @throws TokenProblem where this release knows no such kind, or not in this form
   */
  public Token token() {
    int from = headerLength + 1;
    ByteBuffer body = ByteBuffer.wrap(sealed, from, sealed.length - SIGNATURE_BYTES - from);
    try {
      Token token = TokenBody.read(body);
      if (body.hasRemaining()) {
        throw new TokenProblem(GARBLED);
      }
      return token;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new TokenProblem(GARBLED);
    }
  }

  /**
   * Makes sure that one of those keys has signed it.
   *
   * @throws TokenProblem with {@code UNKNOWN_KEY} or {@code FORGED} where none has
   */
  public void verify(Keyring keys) {
    SigningKey key = keys.find(keyId()).orElseThrow(() -> new TokenProblem(UNKNOWN_KEY));
    int signedLength = sealed.length - SIGNATURE_BYTES;
    byte[] signature = Arrays.copyOfRange(sealed, signedLength, sealed.length);
    if (!MessageDigest.isEqual(key.sign(sealed, signedLength), signature)) {
      throw new TokenProblem(FORGED);
    }
  }
}
