// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.adapter.remote.Login;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/** What the settings of all services have in common that are asked over HTTP. */
final class AskedService {
  static final String URL = "https?://[A-Za-z0-9.:\\[\\]-]+(/[A-Za-z0-9._~/-]*)?";
  static final String URL_SAYS = "http:// or https://, a host, and a path if there is one";
  static final String USER = "[^:]{1,255}";
  static final String USER_SAYS = "1 to 255 characters, and no colon";

  private AskedService() {}

  static void requireSound(
      Optional<String> url, Optional<String> user, Optional<Path> passwordFile) {
    if (url.isPresent() && URI.create(url.get()).getHost() == null) {
      throw new IllegalArgumentException("url: has no host: " + url.get());
    }
    if (user.isPresent() != passwordFile.isPresent()) {
      throw new IllegalArgumentException("password-file: must be set if and only if user is");
    }
  }

  static Optional<Login> login(Optional<String> user, Optional<Path> passwordFile) {
    return user.map(name -> new Login(name, passwordFile.orElseThrow()));
  }
}
