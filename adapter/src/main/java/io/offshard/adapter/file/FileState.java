// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What some files are like at one moment, without their contents: two that differ mean that a file
 * has changed. It follows links, so it sees the swap of a directory of mounted secrets too.
 */
public record FileState(List<Seen> files) {

  /** One file; all null where it cannot be looked at. */
  public record Seen(@Nullable FileTime modified, @Nullable Long size, @Nullable Object fileKey) {}

  public FileState {
    files = List.copyOf(files);
  }

  /** Now. */
  public static FileState of(List<Path> files) {
    return new FileState(files.stream().map(FileState::look).toList());
  }

  private static Seen look(Path file) {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      return new Seen(now.lastModifiedTime(), now.size(), now.fileKey());
    } catch (IOException e) {
      return new Seen(null, null, null);
    }
  }
}
