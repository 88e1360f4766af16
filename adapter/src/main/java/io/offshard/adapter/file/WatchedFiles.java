// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.file;

import java.nio.file.Path;
import java.util.List;

/**
 * Tells once of each change of some files that belong together, also when they were changed into
 * something that cannot be used. Thread-safe.
 */
public final class WatchedFiles {
  private final List<Path> files;
  private FileState seen;

  /**
   * Files, or whole directories, as they are now. To be made before they are read, so that no
   * change is missed.
   */
  public WatchedFiles(List<Path> files) {
    this.files = List.copyOf(files);
    this.seen = FileState.of(this.files);
  }

  /** Whether they have changed since the last time that this was asked. */
  public synchronized boolean changed() {
    FileState now = FileState.of(files);
    boolean changed = !now.equals(seen);
    seen = now;
    return changed;
  }
}
