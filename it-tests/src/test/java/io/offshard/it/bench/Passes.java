// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The passes of one side. Rates and latencies are medians over them, processor time is a sum. */
final class Passes {

  private final Rig rig;
  private final Side side;
  private final List<Load.Counts> passes = new ArrayList<>();
  private Duration server = Duration.ZERO;
  private Duration broker = Duration.ZERO;

  Passes(Rig rig, Side side) {
    this.rig = rig;
    this.side = side;
  }

  /** Runs one more. */
  void add(Load load, Duration time) throws Exception {
    Duration serverBefore = rig.serverCpu();
    Duration brokerBefore = rig.brokerCpu();
    passes.add(load.run(side.steps(), time));
    server = server.plus(rig.serverCpu()).minus(serverBefore);
    broker = broker.plus(rig.brokerCpu()).minus(brokerBefore);
  }

  long units() {
    return passes.stream().mapToLong(Load.Counts::units).sum();
  }

  double rate() {
    return median(Load.Counts::rate);
  }

  double millis(double share) {
    return median(pass -> pass.latencies().millis(share));
  }

  /** The median of the passes' ratios, each to the pass beside it. */
  double ratioTo(Passes other) {
    return median(
        IntStream.range(0, passes.size())
            .mapToDouble(i -> passes.get(i).rate() / other.passes.get(i).rate())
            .toArray());
  }

  /** The server's processor time for one record or call. */
  OptionalDouble serverMicros() {
    return micros(server);
  }

  /** The broker's. */
  OptionalDouble brokerMicros() {
    return micros(broker);
  }

  private OptionalDouble micros(Duration time) {
    return time.isZero()
        ? OptionalDouble.empty()
        : OptionalDouble.of(time.toNanos() / 1e3 / units());
  }

  private double median(ToDoubleFunction<Load.Counts> figure) {
    return median(passes.stream().mapToDouble(figure).toArray());
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
