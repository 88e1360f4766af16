// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** What went wrong with a file or a socket, in words. */
final class Reasons {
  private Reasons() {}

  static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "no such file";
      case AccessDeniedException e -> "permission denied";
      case FileAlreadyExistsException e -> e.getFile() + " is not a directory";
      case FileSystemException e -> Objects.requireNonNullElse(e.getReason(), e.toString());
      default -> Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    };
  }
}
