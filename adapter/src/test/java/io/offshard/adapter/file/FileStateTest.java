// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStateTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = Files.writeString(directory.resolve("file"), "first");
  }

  @Test
  void anUntouchedFileStaysTheSame() {
    assertThat(state()).isEqualTo(state());
  }

  @Test
  void aFileThatBecomesReadableHasChanged() {
    FileState before = state();
    // Clocks of file systems tick in milliseconds.
    Awaitility.await()
        .until(
            () -> {
              Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
              return !state().equals(before);
            });
  }

  @Test
  void otherContentOfTheSameSizeAndTimeIsAChange() throws IOException {
    FileState before = state();
    FileTime time = Files.getLastModifiedTime(file);
    Awaitility.await()
        .until(
            () -> {
              Files.writeString(file, "other");
              Files.setLastModifiedTime(file, time);
              return !state().equals(before);
            });
  }

  @Test
  void aFileThatComesOrGoesHasChanged() throws IOException {
    FileState before = state();
    Files.delete(file);
    assertThat(state()).isNotEqualTo(before).isEqualTo(state());
  }

  private FileState state() {
    return FileState.of(List.of(file));
  }
}
