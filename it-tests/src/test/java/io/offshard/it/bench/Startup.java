// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.locks.LockSupport;

/** Servers of a deployment of their own: time to the first 200, and memory a second later. */
record Startup(String name, List<Goal> goals) implements Row {

  private static final Duration SETTLED = Duration.ofSeconds(1);

  @Override
  public Outcome measure(Rig rig) throws Exception {
    List<Double> seconds = new ArrayList<>();
    List<Double> megabytes = new ArrayList<>();
    Path directory = rig.directory().resolve("start");
    // The first makes the lineage topic, and is not counted.
    for (int i = 0; i <= rig.options().starts(); i++) {
      try (Server server =
          Server.start(
              directory,
              rig.bootstrapServers(),
              "__offshard_bench_start",
              rig.options().accessLog())) {
        LockSupport.parkNanos(SETTLED.toNanos());
        if (i > 0) {
          seconds.add(server.start().toMillis() / 1e3);
          residentMegabytes(server.pid()).ifPresent(megabytes::add);
        }
      }
    }
    Map<Figure, Double> figures = new EnumMap<>(Figure.class);
    figures.put(Figure.START, median(seconds));
    if (!megabytes.isEmpty()) {
      figures.put(Figure.MEMORY, median(megabytes));
    }
    return new Outcome(name, seconds.size(), figures, goals, "");
  }

  private static double median(List<Double> values) {
    return Passes.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  /** VmRSS; empty where there is no /proc. */
  private static OptionalDouble residentMegabytes(long pid) throws IOException {
    Path status = Path.of("/proc/" + pid + "/status");
    if (!Files.exists(status)) {
      return OptionalDouble.empty();
    }
    return Files.readAllLines(status).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToDouble(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024.0)
        .findFirst();
  }
}
