// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One secret with which tokens are signed, under the name by which they tell which it was. Safe for
 * use by many threads; the secret cannot be got out again, and never appears in messages or in
 * {@link #toString()}.
 */
public final class SigningKey {
  /** HMAC-SHA-256: the signature is as long as the hash. */
  static final int SIGNATURE_BYTES = 32;

  private static final int MIN_SECRET_BYTES = 32;
  private static final String ALGORITHM = "HmacSHA256";

  private final String id;

  /** Never fed: a copy of it costs less than to prepare the secret again for each token. */
  private final Mac unused;

  /**
   * A key from a secret, which is copied.
   *
   * @param id 1 to 16 ASCII letters, digits, dots, hyphens and underscores; it can be read in every
   *     token
   * @param secret at least 32 bytes; fewer, like a wrong id, are an {@link
   *     IllegalArgumentException}
   */
  public SigningKey(String id, byte[] secret) {
    if (!id.matches("[A-Za-z0-9._-]{1,16}")) {
      throw new IllegalArgumentException(
          "The id of a token key is 1 to 16 letters, digits, dots, hyphens, underscores; not \"%s\""
              .formatted(id));
    }
    if (secret.length < MIN_SECRET_BYTES) {
      throw new IllegalArgumentException(
          "The secret of token key \"%s\" has %d bytes; it needs %d"
              .formatted(id, secret.length, MIN_SECRET_BYTES));
    }
    this.id = id;
    this.unused = newMac(secret);
  }

  public String id() {
    return id;
  }

  /** The signature of the first {@code length} bytes. */
  byte[] sign(byte[] message, int length) {
    try {
      Mac mac = (Mac) unused.clone();
      mac.update(message, 0, length);
      return mac.doFinal();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(unused.getProvider() + " cannot copy a Mac", e);
    }
  }

  /** Asks without keeping the secrets: only equal ones sign the empty message alike. */
  boolean hasSecretOf(SigningKey other) {
    byte[] empty = {};
    return MessageDigest.isEqual(sign(empty, 0), other.sign(empty, 0));
  }

  @Override
  public String toString() {
    return "SigningKey[" + id + "]";
  }

  byte[] idBytes() {
    return id.getBytes(US_ASCII);
  }

  private static Mac newMac(byte[] secret) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret, ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This JDK has no " + ALGORITHM + ", which signs tokens", e);
    }
  }
}
