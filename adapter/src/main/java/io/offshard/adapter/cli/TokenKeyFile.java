// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;

/** The secret that signs iterators under {@code dev}: it stays, so that they outlive a restart. */
final class TokenKeyFile {
  private static final int BYTES = 32;

  private TokenKeyFile() {}

  /** Made on first use, whole or not at all, readable by its owner only. */
  static Path in(Path dataDir) {
    Path file = dataDir.resolve("token.key");
    try {
      if (!Files.exists(file)) {
        create(file);
      }
      if (Files.size(file) < BYTES) {
        throw new Failure(
            file + " is too short for a key: remove it (iterators issued before become invalid)");
      }
      return file;
    } catch (IOException e) {
      throw new Failure("cannot keep the token key " + file + " (" + Reasons.of(e) + ")", e);
    }
  }

  private static void create(Path file) throws IOException {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    Path draft = file.resolveSibling("token.key.new");
    Files.deleteIfExists(draft);
    Files.createFile(
        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(draft, secret);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
