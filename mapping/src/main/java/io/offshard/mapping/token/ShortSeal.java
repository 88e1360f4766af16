// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.token;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/**
 * Signs where there is no room for a whole signature: 4 bits say which key it was, 4 bytes are the
 * beginning of its HMAC-SHA-256. That finds mistakes; who wants to forge one has to try some
 * billions, so what it protects must not be a secret. Of sixteen marks two keys may have the same;
 * then both are tried, so that no two need ever be kept apart. Safe for use by many threads.
 */
public final class ShortSeal {
  /** How long a seal is. */
  public static final int BYTES = Integer.BYTES;

  private static final int MARK_BITS = 0xf;

  private final Keyring keys;

  /** Seals with the first of those keys, and knows the seals of all. */
  public ShortSeal(Keyring keys) {
    this.keys = keys;
  }

  /** The mark of the key that seals now, 0 to 15. Two keys may have the same. */
  public int mark() {
    return mark(keys.signer());
  }

  /** The seal of a message by the key that seals now. */
  public int seal(byte[] message) {
    return seal(keys.signer(), message);
  }

  /** Whether any key with that mark has sealed the message so. */
  public boolean verifies(int mark, byte[] message, int seal) {
    byte[] found = bytes(seal);
    for (SigningKey key : keys.keys()) {
      if (mark(key) == mark && MessageDigest.isEqual(bytes(seal(key, message)), found)) {
        return true;
      }
    }
    return false;
  }

  private static int mark(SigningKey key) {
    return key.id().hashCode() & MARK_BITS;
  }

  private static int seal(SigningKey key, byte[] message) {
    return ByteBuffer.wrap(key.sign(message, message.length)).getInt();
  }

  private static byte[] bytes(int seal) {
    return ByteBuffer.allocate(BYTES).putInt(seal).array();
  }
}
