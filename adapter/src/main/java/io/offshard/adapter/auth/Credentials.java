// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import io.offshard.adapter.file.ReloadedFile;
import io.offshard.adapter.file.UnusableFile;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The access keys in a file, which is read again when it has changed. One that cannot be read then
 * changes nothing: the keys that were known go on being so, and the log says why. Thread-safe.
 */
public final class Credentials {
  private final ReloadedFile<Keys> file;

  private record Keys(Map<String, AccessKey> byId, Map<String, KafkaLogin> logins) {
    static Keys of(Map<String, AccessKey> byId) {
      Map<String, KafkaLogin> logins = new HashMap<>();
      byId.values()
          .forEach(
              key ->
                  key.kafkaLogin().ifPresent(login -> logins.put(key.principal().name(), login)));
      return new Keys(byId, logins);
    }
  }

  /**
   * The keys of that file.
   *
   * @param nanos {@link System#nanoTime}
   * @throws UnusableFile when the file cannot be read now, with one line for the user
   */
  public Credentials(Path file, LongSupplier nanos) {
    this(file, CredentialsFile::parse, nanos);
  }

  private Credentials(
      Path file, Function<String, Map<String, AccessKey>> parser, LongSupplier nanos) {
    this.file = new ReloadedFile<>(file, text -> Keys.of(parser.apply(text)), nanos);
  }

  /**
   * The same where each owner of a key must have credentials for Kafka in it.
   *
   * @param nanos {@link System#nanoTime}
   * @throws UnusableFile when the file cannot be read now, with one line for the user
   */
  public static Credentials withKafkaLogins(Path file, LongSupplier nanos) {
    return new Credentials(file, CredentialsFile::parseWithLogins, nanos);
  }

  /** What the caller of that name is to Kafka; empty for one that is not in the file. */
  public Optional<KafkaLogin> kafkaLogin(String name) {
    return Optional.ofNullable(file.get().logins().get(name));
  }

  Optional<AccessKey> find(String accessKeyId) {
    return Optional.ofNullable(file.get().byId().get(accessKeyId));
  }

  Collection<AccessKey> all() {
    return file.get().byId().values();
  }
}
