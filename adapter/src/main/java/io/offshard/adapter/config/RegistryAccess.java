// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** The schema registry of topics whose records are Avro. */
public record RegistryAccess(
    @Doc(
            "Address of a service with the API of Confluent's Schema Registry, up to what comes"
                + " before `/schemas/ids/`; tables with `encoding: avro` need it.")
        @Matches(
            pattern = "https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?",
            says = "http:// or https://, a host, and a path if there is one")
        Optional<String> url,
    @Doc("Who asks it, where it wants to know (basic authentication).")
        @Matches(pattern = "[^:]{1,255}", says = "1 to 255 characters, and no colon")
        Optional<String> user,
    @Doc("File with that user's password; read again for each schema that is asked for.")
        Optional<Path> passwordFile) {

  public RegistryAccess {
    requireSound(url, user, passwordFile);
  }

  /** What is true of each service that is asked over HTTP. */
  static void requireSound(
      Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {
    if (url.isPresent() && URI.create(url.get()).getHost() == null) {
      throw new IllegalArgumentException("url: has no host: " + url.get());
    }
    if (user.isPresent() != passwordFile.isPresent()) {
      throw new IllegalArgumentException("password-file: must be set if and only if user is");
    }
  }
}
