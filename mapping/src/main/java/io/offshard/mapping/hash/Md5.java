// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** MD5, which Kinesis and its producers use to spread records, not to guard them. Thread-safe. */
public final class Md5 {
  /** How long its result is. */
  public static final int BYTES = 16;

  /**
   * Never fed: a copy of it costs less than a look-up of the algorithm, and a put does this for
   * every record.
   */
  private static final MessageDigest UNUSED = newMd5();

  private Md5() {}

  /** The digest of what remains in the buffer, which stays as it is. */
  public static ByteBuffer of(ByteBuffer bytes) {
    MessageDigest digest = copyOfUnused();
    digest.update(bytes.duplicate());
    return ByteBuffer.wrap(digest.digest());
  }

  private static MessageDigest copyOfUnused() {
    try {
      return (MessageDigest) UNUSED.clone();
    } catch (CloneNotSupportedException e) {
      return newMd5();
    }
  }

  private static MessageDigest newMd5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no MD5, which routes records to shards", e);
    }
  }
}
