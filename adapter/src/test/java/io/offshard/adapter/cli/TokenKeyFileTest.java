// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenKeyFileTest {
  @TempDir private Path directory;

  @Test
  void isReadableByItsOwnerOnlyAndStays() throws IOException {
    Path file = TokenKeyFile.in(directory);
    byte[] secret = Files.readAllBytes(file);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(secret).hasSize(32);
    assertThat(Files.readAllBytes(TokenKeyFile.in(directory))).isEqualTo(secret);
    assertThat(directory).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void refusesAKeyThatWasCutShort() throws IOException {
    Files.write(directory.resolve("token.key"), new byte[31]);

    assertThatThrownBy(() -> TokenKeyFile.in(directory))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("too short");
  }
}
