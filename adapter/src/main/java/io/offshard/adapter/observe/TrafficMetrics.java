// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import io.offshard.adapter.traffic.Count;
import io.offshard.adapter.traffic.StreamTotals;
import io.offshard.adapter.traffic.Totals;
import io.offshard.adapter.traffic.Traffic;
import io.offshard.mapping.stream.ShardId;
import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The traffic of streams and shards, read when it is asked for. */
final class TrafficMetrics implements MultiCollector {
  private final Traffic traffic;

  TrafficMetrics(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public MetricSnapshots collect() {
    Series series = new Series();
    for (StreamTotals each : traffic.totals()) {
      boolean used = each.callsIn() + each.callsOut() > 0;
      if (used || !each.stream().equals(Traffic.OTHER)) {
        series.stream(each);
      }
    }
    return series.snapshots();
  }

  /** All time series of one answer. */
  private static final class Series {
    private final Map<Metric, List<CounterDataPointSnapshot>> counters =
        new EnumMap<>(Metric.class);
    private final Map<Metric, List<GaugeDataPointSnapshot>> gauges = new EnumMap<>(Metric.class);

    void stream(StreamTotals of) {
      Labels stream = Labels.of("stream", of.stream());
      count(Metric.STREAM_CALLS, in(stream), of.callsIn());
      count(Metric.STREAM_CALLS, out(stream), of.callsOut());
      Totals all = of.all();
      both(Metric.STREAM_RECORDS, stream, all, Count.RECORDS_IN, Count.RECORDS_OUT);
      both(Metric.STREAM_BYTES, stream, all, Count.BYTES_IN, Count.BYTES_OUT);
      both(Metric.STREAM_THROTTLED, stream, all, Count.THROTTLED_IN, Count.THROTTLED_OUT);
      count(Metric.STREAM_IN_DOUBT, stream, all.of(Count.IN_DOUBT));
      gauge(Metric.STREAM_AGE, stream, all.polledBehind());
      gauge(Metric.STREAM_LAG, stream, all.pushedBehind());
      of.shards().forEach((index, totals) -> shard(stream, ShardId.format(index), totals));
    }

    private void shard(Labels stream, String id, Totals of) {
      Labels shard = stream.add("shard", id);
      both(Metric.SHARD_RECORDS, shard, of, Count.RECORDS_IN, Count.RECORDS_OUT);
      both(Metric.SHARD_BYTES, shard, of, Count.BYTES_IN, Count.BYTES_OUT);
      both(Metric.SHARD_THROTTLED, shard, of, Count.THROTTLED_IN, Count.THROTTLED_OUT);
      gauge(Metric.SHARD_AGE, shard, of.polledBehind());
      gauge(Metric.SHARD_LAG, shard, of.pushedBehind());
    }

    private static Labels in(Labels of) {
      return of.add("direction", "in");
    }

    private static Labels out(Labels of) {
      return of.add("direction", "out");
    }

    private void both(Metric metric, Labels of, Totals totals, Count in, Count out) {
      count(metric, in(of), totals.of(in));
      count(metric, out(of), totals.of(out));
    }

    private void count(Metric metric, Labels labels, long value) {
      counters
          .computeIfAbsent(metric, _ -> new ArrayList<>())
          .add(CounterDataPointSnapshot.builder().labels(labels).value((double) value).build());
    }

    private void gauge(Metric metric, Labels labels, OptionalLong millis) {
      if (millis.isPresent()) {
        gauges
            .computeIfAbsent(metric, _ -> new ArrayList<>())
            .add(
                GaugeDataPointSnapshot.builder()
                    .labels(labels)
                    .value(millis.getAsLong() / 1e3)
                    .build());
      }
    }

    MetricSnapshots snapshots() {
      List<MetricSnapshot> all = new ArrayList<>();
      counters.forEach(
          (metric, points) -> {
            var builder = CounterSnapshot.builder().name(metric.base()).help(metric.meaning());
            points.forEach(builder::dataPoint);
            all.add(builder.build());
          });
      gauges.forEach(
          (metric, points) -> {
            var builder = GaugeSnapshot.builder().name(metric.base()).help(metric.meaning());
            points.forEach(builder::dataPoint);
            all.add(builder.build());
          });
      return new MetricSnapshots(all);
    }
  }
}
