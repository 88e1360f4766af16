// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.file.ReloadedFile;
import io.offshard.adapter.file.UnusableFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The access keys in a file, which is read again when it has changed. One that cannot be read then
 * changes nothing: the keys that were known go on being so, and the log says why. Thread-safe.
 */
public final class Credentials {
  private final ReloadedFile<Map<String, AccessKey>> file;

  /**
   * The keys of that file.
   *
   * @param nanos {@link System#nanoTime}
   * @throws UnusableFile when the file cannot be read now, with one line for the user
   */
  public Credentials(Path file, LongSupplier nanos) {
    this.file = new ReloadedFile<>(file, CredentialsFile::parse, nanos);
  }

  Optional<AccessKey> find(String accessKeyId) {
    return Optional.ofNullable(file.get().get(accessKeyId));
  }

  Collection<AccessKey> all() {
    return file.get().values();
  }
}
