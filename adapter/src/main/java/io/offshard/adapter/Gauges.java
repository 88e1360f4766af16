// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.http.ApiServer;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.schemas.SchemaRegistry;
import io.offshard.adapter.service.subscriptions.Subscriptions;
import java.util.Optional;

/**
 * What the running server tells of itself by numbers that are looked up when they are asked for.
 */
record Gauges(Meters meters) {

  void show(
      ApiServer api,
      KafkaSide kafka,
      Subscriptions subscriptions,
      Optional<SchemaRegistry> schemas) {
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

  private void showConnections(ApiServer api) {
    meters.gauge(
        "offshard.http.connections", "Clients connected to the API's ports", api::connections);
    meters.gauge(
        "offshard.http.connections.refused",
        "Clients disconnected since the start because too many were connected",
        api::connectionsRefused);
    meters.gauge(
        "offshard.http.slow.heads",
        "Clients disconnected since the start because the head of a request took too long",
        api::slowHeads);
  }

  private void showCalls(ApiServer api, KafkaSide kafka) {
    meters.gauge(
        "offshard.http.bytes.in.flight",
        "Memory held for the bodies of calls under way",
        api::bytesInFlight);
    meters.gauge(
        "offshard.write.bytes.in.flight",
        "Record bytes handed to Kafka and not yet acknowledged",
        kafka.writer()::bytesInFlight);
    meters.gauge(
        "offshard.read.calls.in.flight", "Reads waiting for Kafka", kafka.reader()::inFlight);
    meters.gauge(
        "offshard.read.retries",
        "Reads asked again since the start: a leader had changed or did not answer",
        kafka.reader()::retries);
    meters.gauge(
        "offshard.read.silent.brokers",
        "Brokers that reads have lately waited for in vain",
        kafka.reader()::silentBrokers);
    kafka
        .callers()
        .ifPresent(
            own ->
                meters.gauge(
                    "offshard.kafka.callers",
                    "Callers that have Kafka clients of their own now",
                    own::callers));
  }

  private void showQuotas(KafkaSide kafka) {
    meters.gauge(
        "offshard.quota.shards",
        "Shards, and consumers of shards, whose rates are kept",
        kafka.quotas()::known);
  }

  private void showTails(KafkaSide kafka, Subscriptions subscriptions) {
    meters.gauge(
        "offshard.subscriptions", "Subscriptions that records are pushed to", subscriptions::count);
    meters.gauge(
        "offshard.tail.partitions",
        "Partitions whose newest records are followed for subscribers",
        kafka.tails()::partitions);
    meters.gauge(
        "offshard.tail.bytes",
        "Memory held for the newest records of followed partitions",
        kafka.tails()::bytes);
    meters.gauge(
        "offshard.tail.fetches",
        "Requests sent since the start to follow partitions",
        kafka.tails()::requests);
  }

  private void showLineage(KafkaSide kafka) {
    meters.gauge(
        "offshard.lineage.malformed",
        "Records of the lineage log that are no events and were stepped over",
        kafka.store()::malformed);
    meters.gauge(
        "offshard.replicas",
        "Replicas of the deployment whose heartbeats are fresh, this one included",
        kafka.store()::replicas);
    meters.gauge(
        "offshard.lineage.events.since.snapshot",
        "Events of the lineage log that a starting replica reads on top of a snapshot",
        kafka.store()::eventsSinceSnapshot);
  }

  private void showCommits(KafkaSide kafka) {
    meters.gauge(
        "offshard.commits.not.shown",
        "Commits of v3io's consumer groups since the start that Kafka's groups do not show",
        kafka.commits()::failed);
  }

  private void showNative(KafkaSide kafka) {
    meters.gauge(
        "offshard.native.streams",
        "Topics of others that are shown as streams",
        kafka::nativeStreams);
    meters.gauge(
        "offshard.native.weak.topics",
        "Topics of others, exposed as streams, whose settings may lose acknowledged records",
        kafka.watch()::weak);
    meters.gauge(
        "offshard.native.refused.topics",
        "Topics of others that were asked for and cannot be streams, for their names",
        kafka.watch()::refused);
  }

  private void showItems(KafkaSide kafka) {
    meters.gauge(
        "offshard.items",
        "Items that this replica has read: consumer groups'",
        kafka.items()::count);
    meters.gauge("offshard.items.bytes", "Memory that the items take", kafka.items()::bytes);
    meters.gauge(
        "offshard.items.conflicts",
        "Writes of items since the start that were made anew, as others came first",
        kafka.items()::conflicts);
    meters.gauge(
        "offshard.items.malformed",
        "Records of the item log that are none and were stepped over",
        kafka.items()::malformed);
  }

  private void show(SchemaRegistry registry) {
    meters.gauge(
        "offshard.schema.registry.lookups",
        "Schemas that the registry was asked for since the start",
        registry::lookups);
    meters.gauge(
        "offshard.schema.registry.failures",
        "Of these, those to which it gave no answer",
        registry::failures);
  }
}
