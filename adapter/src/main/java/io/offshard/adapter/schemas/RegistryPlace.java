// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.schemas;

import io.offshard.adapter.remote.Login;
import java.net.URI;
import java.util.Optional;

/**
 * Where a schema registry is.
 *
 * @param url that {@code /schemas/ids/{id}} comes behind
 */
public record RegistryPlace(String url, Optional<Login> login) {

  URI schema(int id) {
    String base = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    return URI.create(base + "/schemas/ids/" + id);
  }
}
