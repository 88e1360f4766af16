// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.schemas;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a schema registry is.
 *
 * @param url that {@code /schemas/ids/{id}} comes behind
 */
public record RegistryPlace(String url, Optional<Login> login) {

  /**
   * Who asks.
   *
   * @param password the file that holds it
   */
  public record Login(String user, Path password) {}

  URI schema(int id) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return URI.create(base + "/schemas/ids/" + id);
  }
}
