// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Objects;

/** What went wrong with a file or a socket, in words for the user. */
public final class Reasons {
  private Reasons() {}

  /** A few words, to stand in brackets behind what cannot be done. */
  public static String of(IOException failure) {
    return switch (failure) {
      case NoSuchFileException e -> "no such file";
      case AccessDeniedException e -> "permission denied";
      case NotDirectoryException e -> "it is not a directory";
      case FileAlreadyExistsException e -> e.getFile() + " is not a directory";
      case FileSystemException e -> Objects.requireNonNullElse(e.getReason(), e.toString());
      case CharacterCodingException e -> "it is not UTF-8";
      default -> Objects.requireNonNullElse(failure.getMessage(), failure.toString());
    };
  }
}
