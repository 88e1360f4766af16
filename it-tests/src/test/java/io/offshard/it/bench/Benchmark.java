// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import io.offshard.adapter.embedded.EmbeddedBroker;
import io.offshard.it.broker.Ports;
import io.offshard.it.server.Project;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Starts a broker and a server, measures row after row, and prints the table. */
public final class Benchmark {

  private static final Duration BROKER_START = Duration.ofSeconds(60);

  private Benchmark() {}

  private static final String LINEAGE = "__offshard_lineage";

  /** Ends with status 1 when a row failed (not when it missed its target). */
  public static void main(String[] arguments) {
    Options options = Options.parse(arguments);
    Path directory = Project.emptyBuildDirectory("bench");
    boolean failed;
    try (EmbeddedBroker broker = EmbeddedBroker.start(directory.resolve("broker"), Ports.free())) {
      broker.awaitReady(BROKER_START);
      try (Server server =
          Server.start(
              directory.resolve("server"),
              broker.bootstrapServers(),
              LINEAGE,
              options.accessLog())) {
        Rig rig =
            new Rig(
                directory,
                server.endpoint(),
                broker.bootstrapServers(),
                LINEAGE,
                OptionalLong.of(server.pid()),
                OptionalLong.of(broker.pid()),
                options);
        failed = run(rig, System.out).stream().anyMatch(Outcome::failed);
      }
    }
    System.exit(failed ? 1 : 0);
  }

  /** Measures every row that the options name. */
  static List<Outcome> run(Rig rig, PrintStream out) {
    Report report = new Report(out);
    report.head(rig.options());
    List<Outcome> outcomes = new ArrayList<>();
    for (Row row : Rows.all()) {
      if (row.name().contains(rig.options().only())) {
        Outcome outcome = measure(row, rig);
        report.row(outcome);
        outcomes.add(outcome);
      }
    }
    return outcomes;
  }

  private static Outcome measure(Row row, Rig rig) {
    try {
      return row.measure(rig);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      e.printStackTrace();
      return Outcome.failed(row.name(), e.toString());
    }
  }
}
