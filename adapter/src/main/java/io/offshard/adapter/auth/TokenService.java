// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a service is that knows whose tokens are.
 *
 * @param login who asks, where the service wants to know
 */
public record TokenService(URI url, Optional<Login> login) {

  /**
   * Who asks.
   *
   * @param password the file that holds it; read for each question, so that it may be changed
   */
  public record Login(String user, Path password) {}
}
