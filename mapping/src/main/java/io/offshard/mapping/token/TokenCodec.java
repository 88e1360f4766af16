// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static io.offshard.mapping.token.SigningKey.SIGNATURE_BYTES;
import static io.offshard.mapping.token.TokenProblem.Reason.OTHER_DIALECT;
import static io.offshard.mapping.token.TokenProblem.Reason.OTHER_KIND;

import java.nio.ByteBuffer;
import java.util.Arrays;
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
  private static final int MAX_HEADER_BYTES = 2 + 16 + 2;

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
    out.put(SealedToken.VERSION).put((byte) keyId.length).put(keyId).put(dialect.code());
    TokenBody.write(token, out);
    out.put(key.sign(out.array(), out.position()));
    return SealedToken.encode(Arrays.copyOf(out.array(), out.position()));
  }

  /**
   * Reads a token that this or another replica has sealed for this dialect.
   *
   * @param expected the kind of token that belongs where the text was found
   * @throws TokenProblem for every text that is not such a token
   */
  public <T extends Token> T open(String text, Class<T> expected) {
    SealedToken sealed = SealedToken.parse(text);
    sealed.verify(keys.get());
    if (sealed.dialectCode() != dialect.code()) {
      throw new TokenProblem(OTHER_DIALECT);
    }
    Token token = sealed.token();
    if (!expected.isInstance(token)) {
      throw new TokenProblem(OTHER_KIND);
    }
    return expected.cast(token);
  }
}
