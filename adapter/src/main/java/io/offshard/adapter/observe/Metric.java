// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import static io.offshard.adapter.observe.MetricGroup.*;
import static io.offshard.adapter.observe.MetricKind.*;

import java.util.List;

/**
 * The table of Offshard's own metrics: what is not in it is not shown. The page docs/metrics.md is
 * written from it. Those of the JVM are Micrometer's.
 */
public enum Metric {
  REQUESTS(
      CALLS,
      COUNTER,
      "offshard_requests_total",
      "requests answered; `result` is `ok` or the error's type",
      "dialect",
      "operation",
      "result"),
  REQUEST_DURATION(
      CALLS,
      HISTOGRAM,
      "offshard_request_duration_seconds",
      "1 ms to 10 s: from the complete request to the complete answer in memory; "
          + "of SubscribeToShard, to its end; with `_max`, the longest of the last minute",
      "dialect",
      "operation"),
  UNSUPPORTED(
      CALLS,
      COUNTER,
      "offshard_unsupported_total",
      "calls of operations that Offshard does not have",
      "dialect",
      "operation"),
  RECORDS(
      CALLS,
      COUNTER,
      "offshard_records_total",
      "records acknowledged (`in`) and served (`out`)",
      "direction"),
  BYTES(
      CALLS,
      COUNTER,
      "offshard_bytes_total",
      "the same in bytes of data and partition keys",
      "direction"),
  RECORDS_THROTTLED(
      CALLS,
      COUNTER,
      "offshard_records_throttled_total",
      "records that clients were told to write later: over the quota of their "
          + "shard, or `write.in-flight-bytes`",
      "dialect"),
  STREAM_CALLS(
      STREAMS,
      COUNTER,
      "offshard_stream_calls_total",
      "calls that wrote records (`in`) and that asked for a page of a shard " + "(`out`)",
      "stream",
      "direction"),
  STREAM_RECORDS(
      STREAMS,
      COUNTER,
      "offshard_stream_records_total",
      "records acknowledged (`in`) and read for clients (`out`), subscribers " + "included",
      "stream",
      "direction"),
  STREAM_BYTES(
      STREAMS,
      COUNTER,
      "offshard_stream_bytes_total",
      "the same in bytes of data and partition keys",
      "stream",
      "direction"),
  STREAM_THROTTLED(
      STREAMS,
      COUNTER,
      "offshard_stream_throttled_total",
      "records (`in`), and calls for pages or iterators (`out`), that clients "
          + "were told to repeat later",
      "stream",
      "direction"),
  STREAM_IN_DOUBT(
      STREAMS,
      COUNTER,
      "offshard_stream_records_in_doubt_total",
      "records whose write was answered as failed, and which may be in Kafka all " + "the same",
      "stream"),
  STREAM_AGE(
      STREAMS,
      GAUGE,
      "offshard_stream_iterator_age_seconds",
      "how old the place was that clients had read up to, at most, in the last "
          + "minute or two; 0: all was read; no series while nobody asks",
      "stream"),
  STREAM_LAG(
      STREAMS,
      GAUGE,
      "offshard_stream_subscription_lag_seconds",
      "the same of what was pushed to subscribers",
      "stream"),
  SHARD_RECORDS(
      STREAMS,
      COUNTER,
      "offshard_shard_records_total",
      "as `offshard_stream_records_total`, of a shard",
      "stream",
      "shard",
      "direction"),
  SHARD_BYTES(
      STREAMS,
      COUNTER,
      "offshard_shard_bytes_total",
      "as `offshard_stream_bytes_total`, of a shard",
      "stream",
      "shard",
      "direction"),
  SHARD_THROTTLED(
      STREAMS,
      COUNTER,
      "offshard_shard_throttled_total",
      "as `offshard_stream_throttled_total`, of a shard",
      "stream",
      "shard",
      "direction"),
  SHARD_AGE(
      STREAMS,
      GAUGE,
      "offshard_shard_iterator_age_seconds",
      "as `offshard_stream_iterator_age_seconds`, of a shard",
      "stream",
      "shard"),
  SHARD_LAG(
      STREAMS,
      GAUGE,
      "offshard_shard_subscription_lag_seconds",
      "as `offshard_stream_subscription_lag_seconds`, of a shard",
      "stream",
      "shard"),
  TRAFFIC_STREAMS(
      STREAMS,
      GAUGE,
      "offshard_traffic_streams",
      "streams with metrics of their own; bound: `metrics.streams`"),
  TRAFFIC_SHARDS(
      STREAMS,
      GAUGE,
      "offshard_traffic_shards",
      "shards with metrics of their own; bound: `metrics.shards`"),
  QUOTA_SHARDS(
      STREAMS,
      GAUGE,
      "offshard_quota_shards",
      "shards, and consumers of shards, whose rates are kept; at most 200,000"),
  READY(
      PROCESS,
      GAUGE,
      "offshard_ready",
      "1 while a condition of `/readyz` holds, else 0",
      "condition"),
  CONNECTIONS(PROCESS, GAUGE, "offshard_http_connections", "clients connected to the API's ports"),
  CONNECTIONS_LIMIT(
      PROCESS, GAUGE, "offshard_http_connections_limit", "their bound, `api.max-connections`"),
  CONNECTIONS_REFUSED(
      PROCESS,
      GAUGE,
      "offshard_http_connections_refused",
      "clients disconnected since the start because there were too many"),
  SLOW_HEADS(
      PROCESS,
      GAUGE,
      "offshard_http_slow_heads",
      "clients disconnected since the start because a handshake, the head of a "
          + "request or an HTTP/2 frame took too long"),
  BODY_BYTES(
      PROCESS,
      GAUGE,
      "offshard_http_bytes_in_flight",
      "memory held for the bodies of calls under way"),
  BODY_BYTES_LIMIT(
      PROCESS,
      GAUGE,
      "offshard_http_bytes_in_flight_limit",
      "its bound, `api.in-flight-body-bytes`"),
  BODIES_REFUSED(
      PROCESS,
      COUNTER,
      "offshard_http_bodies_refused_total",
      "calls refused because there was no memory for their body, or their "
          + "caller's share of it was used up"),
  WRITE_BYTES(
      PROCESS,
      GAUGE,
      "offshard_write_bytes_in_flight",
      "record bytes not yet acknowledged by Kafka, and 512 more for each record"),
  WRITE_BYTES_LIMIT(
      PROCESS, GAUGE, "offshard_write_bytes_in_flight_limit", "its bound, `write.in-flight-bytes`"),
  WRITES_REFUSED(
      PROCESS,
      COUNTER,
      "offshard_writes_refused_total",
      "calls whose records were refused at that bound"),
  READS(PROCESS, GAUGE, "offshard_read_calls_in_flight", "reads waiting for Kafka"),
  READS_LIMIT(
      PROCESS, GAUGE, "offshard_read_calls_in_flight_limit", "their bound, `read.in-flight`"),
  SUBSCRIPTIONS(
      PROCESS, GAUGE, "offshard_subscriptions", "subscriptions (SubscribeToShard) that are open"),
  SUBSCRIPTIONS_LIMIT(
      PROCESS, GAUGE, "offshard_subscriptions_limit", "their bound, `subscriptions.most`"),
  CERTIFICATE_END(
      PROCESS,
      GAUGE,
      "offshard_tls_certificate_expiry_timestamp_seconds",
      "when the certificate of the encrypted port ends, in seconds since 1970; "
          + "not a number without such a port"),
  KAFKA_CALLERS(
      KAFKA,
      GAUGE,
      "offshard_kafka_callers",
      "callers that have Kafka clients of their own now; `auth.kafka-principal: per-key` only"),
  PRODUCER_LATENCY(
      KAFKA,
      GAUGE,
      "offshard_kafka_write_latency_seconds",
      "how long Kafka took to acknowledge a request of the producer, on average "
          + "over half a minute; not a number without one"),
  PRODUCER_LATENCY_MAX(
      KAFKA, GAUGE, "offshard_kafka_write_latency_max_seconds", "the longest of these"),
  PRODUCER_RETRIES(
      KAFKA,
      COUNTER,
      "offshard_kafka_write_retries_total",
      "records that were sent to Kafka once more"),
  PRODUCER_ERRORS(
      KAFKA,
      COUNTER,
      "offshard_kafka_write_errors_total",
      "records that Kafka did not acknowledge"),
  READ_RETRIES(
      KAFKA,
      GAUGE,
      "offshard_read_retries",
      "reads asked again since the start, because a leader had changed, was gone "
          + "or did not answer: some after each change, a steady rise is trouble"),
  SILENT_BROKERS(
      KAFKA,
      GAUGE,
      "offshard_read_silent_brokers",
      "brokers that reads of the last 10 seconds have waited for in vain"),
  TAIL_PARTITIONS(
      KAFKA, GAUGE, "offshard_tail_partitions", "partitions that are followed for subscribers"),
  TAIL_BYTES(
      KAFKA,
      GAUGE,
      "offshard_tail_bytes",
      "memory held for their newest records; bound: `read.tail-bytes`"),
  TAIL_FETCHES(
      KAFKA,
      GAUGE,
      "offshard_tail_fetches",
      "requests sent since the start to follow them: 4 a second for every hundred "
          + "partitions of a broker where nothing is written"),
  REPLICAS(
      LINEAGE,
      GAUGE,
      "offshard_replicas",
      "processes of the deployment whose heartbeats are fresh, this one included; "
          + "all of them should show the same"),
  HEARTBEAT_AGE(
      LINEAGE,
      GAUGE,
      "offshard_lineage_heartbeat_age_seconds",
      "how long ago the newest heartbeat was sent that has come back through the "
          + "lineage topic: about 4 at most in health; from 10 on nothing is written"),
  CHANGING(
      LINEAGE,
      GAUGE,
      "offshard_streams_changing",
      "streams that are being created, deleted or resharded"),
  EVENTS(
      LINEAGE,
      GAUGE,
      "offshard_lineage_events_since_snapshot",
      "events that a starting process reads on top of a snapshot; a snapshot is "
          + "written at 1000, or as many as there are streams"),
  MALFORMED(
      LINEAGE,
      GAUGE,
      "offshard_lineage_malformed",
      "records of the lineage topic since the start that are no events: others write to it"),
  NATIVE(
      LINEAGE,
      GAUGE,
      "offshard_native_streams",
      "topics of others that this process shows as streams"),
  WEAK(
      LINEAGE,
      GAUGE,
      "offshard_native_weak_topics",
      "those of them that may lose acknowledged records; the log says why"),
  REFUSED(
      LINEAGE,
      GAUGE,
      "offshard_native_refused_topics",
      "topics that `streams.expose` asks for and that cannot be streams, for their names"),
  TABLE_RECORDS(
      TABLES,
      COUNTER,
      "offshard_table_records_total",
      "records of tables' topics that are no change (`undecodable`, `tombstone`, "
          + "`truncate` ...), that wait for a schema registry (`delayed`, each time "
          + "that they are asked for), or not shown as they are (`number_as_text`, "
          + "`value_unavailable`)",
      "table",
      "what"),
  SCHEMA_LOOKUPS(
      TABLES,
      GAUGE,
      "offshard_schema_registry_lookups",
      "schemas asked for since the start; with `schema-registry.url` only"),
  SCHEMA_FAILURES(
      TABLES,
      GAUGE,
      "offshard_schema_registry_failures",
      "of these, those without an answer: tables in Avro may stand still"),
  ITEMS(
      TABLES,
      GAUGE,
      "offshard_items",
      "items that this replica has read, those of consumer groups"),
  ITEMS_BYTES(TABLES, GAUGE, "offshard_items_bytes", "memory that they take, generously counted"),
  ITEMS_LIMIT(TABLES, GAUGE, "offshard_items_bytes_limit", "its bound, `items.memory`"),
  ITEMS_CONFLICTS(
      TABLES,
      GAUGE,
      "offshard_items_conflicts",
      "writes of items since the start that others came before, so that they were repeated"),
  ITEMS_MALFORMED(
      TABLES,
      GAUGE,
      "offshard_items_malformed",
      "records of the item topic since the start that are no items: others write to it"),
  COMMITS_HIDDEN(
      TABLES,
      GAUGE,
      "offshard_commits_not_shown",
      "commits of v3io's groups since the start that Kafka's groups do not show");

  private final MetricGroup group;
  private final MetricKind kind;
  private final String shown;
  private final String meaning;

  @SuppressWarnings("ImmutableEnumChecker") // a copy that nobody can change
  private final List<String> labels;

  Metric(MetricGroup group, MetricKind kind, String shown, String meaning, String... labels) {
    this.group = group;
    this.kind = kind;
    this.shown = shown;
    this.meaning = meaning;
    this.labels = List.of(labels);
  }

  /** Its section. */
  public MetricGroup group() {
    return group;
  }

  /** What kind of number it is. */
  public MetricKind kind() {
    return kind;
  }

  /** The name that Prometheus sees, with its unit. */
  public String shown() {
    return shown;
  }

  /** What it means, in Markdown. */
  public String meaning() {
    return meaning;
  }

  /** The names of its labels. */
  public List<String> labels() {
    return labels;
  }

  /** Its name without what is added by its kind. */
  String base() {
    return switch (kind) {
      case COUNTER -> shown.substring(0, shown.length() - "_total".length());
      case HISTOGRAM -> shown.substring(0, shown.length() - "_seconds".length());
      case GAUGE -> shown;
    };
  }
}
