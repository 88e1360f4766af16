// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/**
 * The benchmark still works: every row for a moment. What is checked is what was counted and read
 * back, never how long it took.
 */
final class BenchmarkIT {

  @Test
  void everyRowCountsAndReadsBackWhatItWrites() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Rig rig =
        new Rig(
            Project.buildDirectory().resolve("bench-smoke"),
            SharedServer.endpoint(),
            SharedServer.broker().bootstrapServers(),
            "__offshard_lineage",
            OptionalLong.empty(),
            OptionalLong.empty(),
            Options.SMOKE);

    List<Outcome> outcomes =
        Benchmark.run(rig, new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(outcomes)
        .extracting(Outcome::row)
        .isEqualTo(Rows.all().stream().map(Row::name).toList());
    assertThat(outcomes).noneMatch(Outcome::failed);
    assertThat(outcomes)
        .allSatisfy(outcome -> assertThat(outcome.units()).as(outcome.row()).isPositive());
    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains(Rows.all().stream().map(Row::name).toList());
  }
}
