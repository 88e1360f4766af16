// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.offshard.adapter.traffic.Traffic;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * The metrics of this process, for Prometheus: those of {@link Metric}, and the JVM's. Labels come
 * from tables and enums, and from streams up to a bound, so their number is bounded whatever
 * callers send. Thread-safe.
 */
public final class Meters implements AutoCloseable {
  /** Which way records and bytes go, as seen by the client. */
  public enum Direction {
    /** Written by clients. */
    IN("in"),
    /** Read by clients. */
    OUT("out");

    private final String label;

    Direction(String label) {
      this.label = label;
    }
  }

  private record Key(String dialect, String operation, String result) {}

  private static final Duration[] BUCKETS = {
    Duration.ofMillis(1),
    Duration.ofNanos(2_500_000),
    Duration.ofMillis(5),
    Duration.ofMillis(10),
    Duration.ofMillis(25),
    Duration.ofMillis(50),
    Duration.ofMillis(100),
    Duration.ofMillis(250),
    Duration.ofMillis(500),
    Duration.ofSeconds(1),
    Duration.ofMillis(2_500),
    Duration.ofSeconds(5),
    Duration.ofSeconds(10),
  };

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ConcurrentHashMap<Key, Counter> requests = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Key, Timer> durations = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Key, Counter> unsupported = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Key, Counter> changes = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Key, Counter> throttled = new ConcurrentHashMap<>();
  private final Counter recordsIn = flow(Metric.RECORDS, Direction.IN);
  private final Counter recordsOut = flow(Metric.RECORDS, Direction.OUT);
  private final Counter bytesIn = flow(Metric.BYTES, Direction.IN);
  private final Counter bytesOut = flow(Metric.BYTES, Direction.OUT);
  private final JvmGcMetrics gc = new JvmGcMetrics();

  /** Micrometer holds what it counts weakly. */
  private final List<Object> kept = new CopyOnWriteArrayList<>();

  /** Registers the counters above and the basics of the JVM. */
  public Meters() {
    gc.bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Counts a finished request and its duration. */
  public void request(Observation seen) {
    requests
        .computeIfAbsent(
            new Key(seen.dialect(), seen.operation(), seen.result()), this::requestCounter)
        .increment();
    durations
        .computeIfAbsent(new Key(seen.dialect(), seen.operation(), ""), this::timer)
        .record(Duration.ofNanos(seen.nanos()));
  }

  /** Counts a call of an operation that is in the table but not built. */
  public void unsupported(String dialect, String operation) {
    unsupported
        .computeIfAbsent(new Key(dialect, operation, ""), this::unsupportedCounter)
        .increment();
  }

  /**
   * Counts what happened to records on their way to changes of a table's items, beside being shown.
   *
   * @param what for example {@code undecodable}
   */
  public void change(String table, String what) {
    changes.computeIfAbsent(new Key(table, what, ""), this::changeCounter).increment();
  }

  /**
   * Counts what became of records that a client of that API has written.
   *
   * @param bytes data and partition keys of those that were acknowledged
   * @param refused those that were too many
   */
  public void written(String dialect, long records, long bytes, long refused) {
    records(Direction.IN, records, bytes);
    if (refused > 0) {
      throttled
          .computeIfAbsent(new Key(dialect, "", ""), this::throttledCounter)
          .increment((double) refused);
    }
  }

  /**
   * Counts records that have been acknowledged or served.
   *
   * @param bytes what the APIs count: data and partition keys, without their encoding
   */
  public void records(Direction direction, long records, long bytes) {
    switch (direction) {
      case IN -> {
        recordsIn.increment((double) records);
        bytesIn.increment((double) bytes);
      }
      case OUT -> {
        recordsOut.increment((double) records);
        bytesOut.increment((double) bytes);
      }
    }
  }

  /**
   * Shows a number that somebody else keeps, such as what a budget holds; it is looked up when it
   * is asked for.
   *
   * @param metric of kind gauge, or counter
   * @param labels the values of its labels, in their order
   */
  public void show(Metric metric, Supplier<Number> value, String... labels) {
    kept.add(value);
    List<Tag> tags =
        IntStream.range(0, labels.length)
            .mapToObj(i -> Tag.of(metric.labels().get(i), labels[i]))
            .toList();
    switch (metric.kind()) {
      case GAUGE ->
          Gauge.builder(metric.base(), value)
              .description(metric.meaning())
              .tags(tags)
              .register(registry);
      case COUNTER ->
          FunctionCounter.builder(metric.base(), value, each -> each.get().doubleValue())
              .description(metric.meaning())
              .tags(tags)
              .register(registry);
      case HISTOGRAM -> throw new IllegalArgumentException(metric + " is no single number");
    }
  }

  /** Shows what goes through streams and shards. */
  public void show(Traffic traffic) {
    registry.getPrometheusRegistry().register(new TrafficMetrics(traffic));
    show(Metric.TRAFFIC_STREAMS, traffic::streams);
    show(Metric.TRAFFIC_SHARDS, traffic::shards);
  }

  /** The Prometheus text of this moment. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    gc.close();
    registry.close();
  }

  private Counter requestCounter(Key key) {
    return counter(Metric.REQUESTS)
        .tags("dialect", key.dialect, "operation", key.operation, "result", key.result)
        .register(registry);
  }

  private Timer timer(Key key) {
    return Timer.builder(Metric.REQUEST_DURATION.base())
        .description(Metric.REQUEST_DURATION.meaning())
        .tags("dialect", key.dialect, "operation", key.operation)
        .serviceLevelObjectives(BUCKETS)
        .register(registry);
  }

  private Counter unsupportedCounter(Key key) {
    return counter(Metric.UNSUPPORTED)
        .tags("dialect", key.dialect, "operation", key.operation)
        .register(registry);
  }

  private Counter changeCounter(Key key) {
    return counter(Metric.TABLE_RECORDS)
        .tags("table", key.dialect, "what", key.operation)
        .register(registry);
  }

  private Counter throttledCounter(Key key) {
    return counter(Metric.RECORDS_THROTTLED).tags("dialect", key.dialect).register(registry);
  }

  private Counter flow(Metric what, Direction direction) {
    return counter(what).tag("direction", direction.label).register(registry);
  }

  private static Counter.Builder counter(Metric metric) {
    return Counter.builder(metric.base()).description(metric.meaning());
  }
}
