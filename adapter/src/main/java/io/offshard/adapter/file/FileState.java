// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What some files are like at one moment, without their contents: two that differ mean that a file
 * has changed. It follows links, so it sees the swap of a directory of mounted secrets too. A
 * directory stands for itself and the files in it.
 */
record FileState(List<Seen> files) {

  /**
   * Which attributes tell that a file has changed. The time of status change is among them where
   * there is one: a file that could not be read until its owner or mode was put right is changed by
   * nothing else, and a copy may keep size and time of its predecessor.
   */
  private static final String ATTRIBUTES =
      FileSystems.getDefault().supportedFileAttributeViews().contains("unix")
          ? "unix:lastModifiedTime,size,fileKey,ctime"
          : "lastModifiedTime,size,fileKey";

  /** One file's attributes; none where it cannot be looked at. */
  record Seen(Map<String, Object> attributes) {}

  FileState {
    files = List.copyOf(files);
  }

  /** Now. */
  static FileState of(List<Path> files) {
    return new FileState(files.stream().flatMap(FileState::each).map(FileState::look).toList());
  }

  private static Stream<Path> each(Path file) {
    if (!Files.isDirectory(file)) {
      return Stream.of(file);
    }
    try (Stream<Path> inside = Files.list(file)) {
      return Stream.concat(Stream.of(file), inside.sorted().toList().stream());
    } catch (IOException | UncheckedIOException e) {
      return Stream.of(file);
    }
  }

  private static Seen look(Path file) {
    try {
      return new Seen(Files.readAttributes(file, ATTRIBUTES));
    } catch (IOException e) {
      return new Seen(Map.of());
    }
  }
}
