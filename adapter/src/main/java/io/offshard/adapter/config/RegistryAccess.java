// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.adapter.remote.Login;
import java.nio.file.Path;
import java.util.Optional;

/** The schema registry of topics whose records are Avro. */
public record RegistryAccess(
    @Doc(
            "Address of a service with the API of Confluent's Schema Registry, up to what comes"
                + " before `/schemas/ids/`; tables with `encoding: avro` need it.")
        @Matches(pattern = AskedService.URL, says = AskedService.URL_SAYS)
        Optional<String> url,
    @Doc("Who asks it, where it wants to know (basic authentication).")
        @Matches(pattern = AskedService.USER, says = AskedService.USER_SAYS)
        Optional<String> user,
    @Doc("File with that user's password; read again for each schema that is asked for.")
        Optional<Path> passwordFile) {

  public RegistryAccess {
    AskedService.requireSound(url, user, passwordFile);
  }

  /** Who asks it, if it wants to know. */
  public Optional<Login> login() {
    return AskedService.login(user, passwordFile);
  }
}
