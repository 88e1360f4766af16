// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadedFileTest {
  @TempDir private Path directory;

  @Test
  void whatCannotBeReadIsToldInWords() throws IOException {
    refused(directory.resolve("none"), "no such file");
    refused(directory, "Is a directory");
    refused(Files.write(directory.resolve("f"), new byte[] {'a', (byte) 0xff}), "it is not UTF-8");
  }

  private static void refused(Path file, String reason) {
    assertThatThrownBy(() -> new ReloadedFile<>(file, text -> text, System::nanoTime))
        .isInstanceOf(UnusableFile.class)
        .hasMessage("cannot read " + file + " (" + reason + ")");
  }
}
