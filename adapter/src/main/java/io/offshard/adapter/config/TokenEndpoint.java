// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.adapter.remote.Login;
import java.nio.file.Path;
import java.util.Optional;

/** The service that is asked whose a token is that is not in the file. */
public record TokenEndpoint(
    @Doc(
            "Address of a service that is asked for the owners of tokens by OAuth 2.0 Token"
                + " Introspection (RFC 7662); what it says is believed for a minute.")
        @Matches(pattern = AskedService.URL, says = AskedService.URL_SAYS)
        Optional<String> url,
    @Doc("Who asks it, where it wants to know (basic authentication).")
        @Matches(pattern = AskedService.USER, says = AskedService.USER_SAYS)
        Optional<String> user,
    @Doc("File with that user's password; read again for each question.")
        Optional<Path> passwordFile) {

  public TokenEndpoint {
    AskedService.requireSound(url, user, passwordFile);
  }

  /** Who asks it, if it wants to know. */
  public Optional<Login> login() {
    return AskedService.login(user, passwordFile);
  }
}
