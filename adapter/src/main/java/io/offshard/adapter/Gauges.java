// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.http.ApiServer;
import io.offshard.adapter.http.Readiness;
import io.offshard.adapter.kafka.KafkaPartitionWriter;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Metric;
import io.offshard.adapter.schemas.SchemaRegistry;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import io.offshard.mapping.lineage.Lineages;
import java.util.Optional;

/**
 * What the running server tells of itself by numbers that are looked up when they are asked for.
 */
record Gauges(Meters meters, Config config) {

  void show(
      ApiServer api,
      KafkaSide kafka,
      Subscriptions subscriptions,
      Optional<SchemaRegistry> schemas,
      Readiness readiness) {
    readiness.conditions().forEach(this::show);
    meters.show(kafka.traffic());
    showLimits();
    showProducer(kafka.writer());
    showConnections(api);
    showCalls(api, kafka);
    showTails(kafka, subscriptions);
    showQuotas(kafka);
    showLineage(kafka);
    showNative(kafka);
    showItems(kafka);
    showCommits(kafka);
    schemas.ifPresent(this::show);
  }

  private void show(Readiness.Condition condition) {
    meters.show(Metric.READY, () -> Readiness.holds(condition) ? 1 : 0, condition.name());
  }

  private void showLimits() {
    meters.show(Metric.CONNECTIONS_LIMIT, config.api()::maxConnections);
    meters.show(Metric.BODY_BYTES_LIMIT, config.api()::inFlightBodyBytes);
    meters.show(Metric.WRITE_BYTES_LIMIT, config.write()::inFlightBytes);
    meters.show(Metric.READS_LIMIT, config.read()::inFlight);
    meters.show(Metric.SUBSCRIPTIONS_LIMIT, config.subscriptions()::most);
    meters.show(Metric.ITEMS_LIMIT, config.items()::memory);
  }

  private void showProducer(KafkaPartitionWriter writer) {
    meters.show(Metric.WRITES_REFUSED, writer::refused);
    meters.show(Metric.PRODUCER_LATENCY, () -> writer.told("request-latency-avg") / 1e3);
    meters.show(Metric.PRODUCER_LATENCY_MAX, () -> writer.told("request-latency-max") / 1e3);
    meters.show(Metric.PRODUCER_RETRIES, () -> writer.told("record-retry-total"));
    meters.show(Metric.PRODUCER_ERRORS, () -> writer.told("record-error-total"));
  }

  private void showConnections(ApiServer api) {
    meters.show(Metric.BODIES_REFUSED, api::bodiesRefused);
    meters.show(Metric.CERTIFICATE_END, api::certificateEnd);
    meters.show(Metric.CONNECTIONS, api::connections);
    meters.show(Metric.CONNECTIONS_REFUSED, api::connectionsRefused);
    meters.show(Metric.SLOW_HEADS, api::slowHeads);
  }

  private void showCalls(ApiServer api, KafkaSide kafka) {
    meters.show(Metric.BODY_BYTES, api::bytesInFlight);
    meters.show(Metric.WRITE_BYTES, kafka.writer()::bytesInFlight);
    meters.show(Metric.READS, kafka.reader()::inFlight);
    meters.show(Metric.READ_RETRIES, kafka.reader()::retries);
    meters.show(Metric.SILENT_BROKERS, kafka.reader()::silentBrokers);
    kafka.callers().ifPresent(own -> meters.show(Metric.KAFKA_CALLERS, own::callers));
  }

  private void showQuotas(KafkaSide kafka) {
    meters.show(Metric.QUOTA_SHARDS, kafka.quotas()::known);
  }

  private void showTails(KafkaSide kafka, Subscriptions subscriptions) {
    meters.show(Metric.SUBSCRIPTIONS, subscriptions::count);
    meters.show(Metric.TAIL_PARTITIONS, kafka.tails()::partitions);
    meters.show(Metric.TAIL_BYTES, kafka.tails()::bytes);
    meters.show(Metric.TAIL_FETCHES, kafka.tails()::requests);
  }

  private static long changing(Lineages image) {
    return image.all().stream().filter(each -> each.pendingOp().isPresent()).count();
  }

  private void showLineage(KafkaSide kafka) {
    meters.show(Metric.HEARTBEAT_AGE, kafka.store()::heartbeatAge);
    meters.show(Metric.CHANGING, () -> changing(kafka.store().current()));
    meters.show(Metric.MALFORMED, kafka.store()::malformed);
    meters.show(Metric.REPLICAS, kafka.store()::replicas);
    meters.show(Metric.EVENTS, kafka.store()::eventsSinceSnapshot);
  }

  private void showCommits(KafkaSide kafka) {
    meters.show(Metric.COMMITS_HIDDEN, kafka.commits()::failed);
  }

  private void showNative(KafkaSide kafka) {
    meters.show(Metric.NATIVE, kafka::nativeStreams);
    meters.show(Metric.WEAK, kafka.watch()::weak);
    meters.show(Metric.REFUSED, kafka.watch()::refused);
  }

  private void showItems(KafkaSide kafka) {
    meters.show(Metric.ITEMS, kafka.items()::count);
    meters.show(Metric.ITEMS_BYTES, kafka.items()::bytes);
    meters.show(Metric.ITEMS_CONFLICTS, kafka.items()::conflicts);
    meters.show(Metric.ITEMS_MALFORMED, kafka.items()::malformed);
  }

  private void show(SchemaRegistry registry) {
    meters.show(Metric.SCHEMA_LOOKUPS, registry::lookups);
    meters.show(Metric.SCHEMA_FAILURES, registry::failures);
  }
}
