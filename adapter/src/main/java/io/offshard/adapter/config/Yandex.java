// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The one database of Yandex Data Streams that the deployment is, and who may call there. */
public record Yandex(
    @Doc(
            "Path of the database whose streams `yandex` in `dialects` serves; it need not be a"
                + " real one. Calls to a URL with this path are meant for it.")
        @Matches(
            pattern = "(/[A-Za-z0-9_-]+){1,8}",
            says = "a path such as /ru-central1/b1g8s2q0/etn01r9c")
        Optional<String> database,
    @Doc(
            "Regions of signatures: a call that is signed for one of them is meant for Yandex Data"
                + " Streams, and one for another is not accepted there.")
        @Matches(pattern = "[a-z0-9-]{1,64}", says = "a region name such as ru-central1")
        @Default("[ru-central1, ru-central-1]")
        List<String> regions,
    @Doc("Hosts, without ports, by which clients mean Yandex Data Streams.")
        @Matches(pattern = "[a-z0-9.-]{1,253}", says = "a host name in lower case")
        @Default("[]")
        List<String> hosts,
    @Doc(
            "Tokens that callers may show in place of a signature, in `Authorization: Bearer` or"
                + " `X-YaCloud-SubjectToken`: one `name: token` in a line; read again when it"
                + " changes.")
        Optional<Path> tokensFile,
    TokenEndpoint introspection) {

  public Yandex {
    regions = List.copyOf(regions);
    hosts = List.copyOf(hosts);
    if (regions.isEmpty()) {
      throw new IllegalArgumentException("regions: empty, no signature would be accepted");
    }
  }
}
