// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.server;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The configuration with which the tests run {@code serve}: everything on loopback, no credentials,
 * and no rates, as tests are to be done soon.
 */
final class ServeConfig {

  private ServeConfig() {}

  /**
   * The YAML text; the token key is written into {@code directory}. Ports may be 0 for any free
   * one.
   */
  static String yaml(
      Path directory,
      String bootstrapServers,
      int apiPort,
      int managementPort,
      String lineageTopic) {
    Path key = directory.resolve("token.key");
    write(key, "an-integration-test-s-key-of-more-than-32-bytes");
    return """
    api: {host: 127.0.0.1, port: %d}
    management: {host: 127.0.0.1, port: %d}
    auth: {mode: none}
    tokens:
      keys: [{id: it, file: '%s'}]
    kafka:
      bootstrap.servers: '%s'
    lineage: {topic: '%s'}
    quotas: {profile: off}
    """
        .formatted(apiPort, managementPort, key, bootstrapServers, lineageTopic);
  }

  /** Writes {@code text} to {@code file} and makes the directories above it. */
  static Path write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      return Files.write(file, text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
