// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.List;
import java.util.OptionalLong;

/** Writes through a second replica, which verifies the signature of each call. */
record Signed(String name, Format format, int batch, int callers, int shards, List<Goal> goals)
    implements Row {

  @Override
  public Outcome measure(Rig rig) throws Exception {
    try (Server server =
        Server.startVerifying(
            rig.directory().resolve("signed"),
            rig.bootstrapServers(),
            rig.lineage(),
            rig.options().accessLog())) {
      Compared compared =
          new Compared(
              name,
              new Load.Closed(),
              r ->
                  new Sides(
                      new Puts(r, server.endpoint(), true, format, batch, callers, shards),
                      new KafkaPuts(r, batch, callers, shards)),
              goals);
      return compared.measure(rig.withServer(OptionalLong.of(server.pid())));
    }
  }
}
