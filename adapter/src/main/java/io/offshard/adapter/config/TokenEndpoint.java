// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.nio.file.Path;
import java.util.Optional;

/** The service that is asked whose a token is that is not in the file. */
public record TokenEndpoint(
    @Doc(
            "Address of a service that is asked for the owners of tokens by OAuth 2.0 Token"
                + " Introspection (RFC 7662); what it says is believed for a minute.")
        @Matches(
            pattern = "https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?",
            says = "http:// or https://, a host, and a path if there is one")
        Optional<String> url,
    @Doc("Who asks it, where it wants to know (basic authentication).")
        @Matches(pattern = "[^:]{1,255}", says = "1 to 255 characters, and no colon")
        Optional<String> user,
    @Doc("File with that user's password; read again for each question.")
        Optional<Path> passwordFile) {

  public TokenEndpoint {
    RegistryAccess.requireSound(url, user, passwordFile);
  }
}
