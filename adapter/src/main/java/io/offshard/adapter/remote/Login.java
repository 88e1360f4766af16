// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Who asks a service that wants to know (basic authentication).
 *
 * @param password the file that holds it; read for each question, so that it may be changed
 */
public record Login(String user, Path password) {

  /**
   * The header field {@code Authorization}.
   *
   * @throws IOException when the password cannot be read
   */
  public String authorization() throws IOException {
    String secret = user + ":" + Files.readString(password).strip();
    return "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(UTF_8));
  }
}
