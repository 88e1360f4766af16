// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static io.offshard.mapping.token.SigningKey.SIGNATURE_BYTES;
import static io.offshard.mapping.token.TokenProblem.Reason.FORGED;
import static io.offshard.mapping.token.TokenProblem.Reason.GARBLED;
import static io.offshard.mapping.token.TokenProblem.Reason.OTHER_DIALECT;
import static io.offshard.mapping.token.TokenProblem.Reason.OTHER_KIND;
import static io.offshard.mapping.token.TokenProblem.Reason.UNKNOWN_KEY;
import static io.offshard.mapping.token.TokenProblem.Reason.UNKNOWN_VERSION;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Turns tokens into signed text and back, for one API. Any replica with the same keys opens what
 * another has sealed. Safe for use by many threads.
 *
 * <p>The text is base64url without padding, at most 480 characters, of
 *
 * <pre>
 *   version = 1 (1) | length of key id (1) | key id (1 to 16) | dialect (1)
 *     | kind (1) | fields of the kind | signature (32)
 * </pre>
 *
 * where the signature is the HMAC-SHA-256 of everything before it. Nothing in a token is secret. A
 * token has exactly one text.
 */
public final class TokenCodec {
  private static final byte VERSION = 1;
  private static final int MAX_HEADER_BYTES = 2 + 16 + 2;
  private static final int MAX_TEXT_LENGTH = 480;

  private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();
  private static final Base64.Decoder DECODER = Base64.getUrlDecoder();

  private final Supplier<Keyring> keys;
  private final TokenDialect dialect;

  /**
   * A codec whose tokens are refused by those of other dialects.
   *
   * @param keys those of the moment; asked once for each token
   */
  public TokenCodec(Supplier<Keyring> keys, TokenDialect dialect) {
    this.keys = keys;
    this.dialect = dialect;
  }

  /** Writes a token as text, signed with the first key. */
  public String seal(Token token) {
    SigningKey key = keys.get().signer();
    byte[] keyId = key.idBytes();
    ByteBuffer out = ByteBuffer.allocate(MAX_HEADER_BYTES + TokenBody.MAX_BYTES + SIGNATURE_BYTES);
    out.put(VERSION).put((byte) keyId.length).put(keyId).put(dialect.code());
    TokenBody.write(token, out);
    out.put(key.sign(out.array(), out.position()));
    return ENCODER.encodeToString(Arrays.copyOf(out.array(), out.position()));
  }

  /**
   * Reads a token that this or another replica has sealed for this dialect.
   *
   * @param expected the kind of token that belongs where the text was found
   * @throws TokenProblem for every text that is not such a token
   */
  public <T extends Token> T open(String text, Class<T> expected) {
    byte[] sealed = decode(text);
    ByteBuffer signed = verify(sealed);
    if (signed.get() != dialect.code()) {
      throw new TokenProblem(OTHER_DIALECT);
    }
    Token token = read(signed);
    if (!expected.isInstance(token)) {
      throw new TokenProblem(OTHER_KIND);
    }
    return expected.cast(token);
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
    if (!ENCODER.encodeToString(sealed).equals(text)) {
      throw new TokenProblem(GARBLED);
    }
    return sealed;
  }

  /** What stands between key id and signature, once the signature has been found good. */
  private ByteBuffer verify(byte[] sealed) {
    if (sealed.length < 2 + SIGNATURE_BYTES) {
      throw new TokenProblem(GARBLED);
    }
    if (sealed[0] != VERSION) {
      throw new TokenProblem(UNKNOWN_VERSION);
    }
    int signedLength = sealed.length - SIGNATURE_BYTES;
    int headerLength = 2 + Byte.toUnsignedInt(sealed[1]);
    if (headerLength >= signedLength) {
      throw new TokenProblem(GARBLED);
    }
    SigningKey key =
        keys.get()
            .find(new String(sealed, 2, headerLength - 2, ISO_8859_1))
            .orElseThrow(() -> new TokenProblem(UNKNOWN_KEY));
    byte[] signature = Arrays.copyOfRange(sealed, signedLength, sealed.length);
    if (!MessageDigest.isEqual(key.sign(sealed, signedLength), signature)) {
      throw new TokenProblem(FORGED);
    }
    return ByteBuffer.wrap(sealed, headerLength, signedLength - headerLength);
  }

  private static Token read(ByteBuffer signed) {
    try {
      Token token = TokenBody.read(signed);
      if (signed.hasRemaining()) {
        throw new TokenProblem(GARBLED);
      }
      return token;
    } catch (BufferUnderflowException | IllegalArgumentException e) {
      throw new TokenProblem(GARBLED);
    }
  }
}
