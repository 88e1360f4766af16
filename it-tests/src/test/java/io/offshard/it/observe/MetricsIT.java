// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.observe.Metric;
import io.offshard.adapter.observe.MetricKind;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.PlainHttp;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** What {@code /metrics} says after a few calls, each of them known. */
@TestInstance(Lifecycle.PER_CLASS)
final class MetricsIT {
  private static final Set<Metric> OF_WHAT_IS_NOT_HERE =
      EnumSet.of(
          Metric.KAFKA_CALLERS, // no Kafka clients of the callers' own
          Metric.TABLE_RECORDS, // no table
          Metric.SCHEMA_LOOKUPS, // no registry
          Metric.SCHEMA_FAILURES);

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "OFFSHARD_LINEAGE_TOPIC", "__" + StreamNames.fresh("metrics"),
          "OFFSHARD_METRICS_STREAMS", "2",
          "OFFSHARD_QUOTAS_STREAMS", "[{stream: 'slow-*', in-records: 1}]",
          "OFFSHARD_SUBSCRIPTIONS_SILENCE", "100ms");

  private OffshardProcess server;
  private KinesisClient kinesis;
  private KinesisAsyncClient subscriber;
  private LiveStream counted;
  private LiveStream slow;
  private List<LiveStream> beyond;
  private int throttled;
  private Exposition seen;

  @BeforeAll
  void callsThatAreKnown(@TempDir Path directory) {
    String kafka = SharedServer.broker().bootstrapServers();
    server = OffshardProcess.serve(directory, kafka, ENVIRONMENT);
    kinesis = JavaClients.impatient(server.endpoint());
    subscriber = JavaClients.impatientAsync(server.endpoint());
    counted = stream("counted", 2);
    slow = stream("slow", 1);
    beyond = List.of(stream("third", 1), stream("fourth", 1));

    counted.put(0, "one");
    counted.put(0, "three");
    counted.put(1, "five");
    assertThat(page(0)).isEqualTo(2);
    assertThat(page(1)).isEqualTo(1);
    throttled = writeTooMuch();
    subscribe();
    beyond.forEach(each -> each.put(0, "six"));
    callInVain();
    Awaitility.await("what was pushed")
        .until(() -> !look().streams(Metric.SHARD_LAG.shown()).isEmpty());
    seen = look();
  }

  @AfterAll
  void stop() {
    subscriber.close();
    kinesis.close();
    server.close();
  }

  private LiveStream stream(String name, int shards) {
    return LiveStream.create(kinesis, StreamNames.fresh(name), shards, request -> {});
  }

  private int page(int shard) {
    return counted.page(counted.iterator(shard, ShardIteratorType.TRIM_HORIZON)).records().size();
  }

  private int writeTooMuch() {
    PutRecordsRequestEntry entry =
        PutRecordsRequestEntry.builder()
            .partitionKey("k")
            .data(SdkBytes.fromUtf8String("v"))
            .build();
    return kinesis
        .putRecords(
            request -> request.streamName(slow.name()).records(Collections.nCopies(9, entry)))
        .failedRecordCount();
  }

  private void subscribe() {
    String arn = slow.summary().streamARN();
    String consumer =
        kinesis
            .registerStreamConsumer(request -> request.streamARN(arn).consumerName("app"))
            .consumer()
            .consumerARN();
    var _ =
        subscriber.subscribeToShard(
            request ->
                request
                    .consumerARN(consumer)
                    .shardId(LiveStream.shardId(0))
                    .startingPosition(from -> from.type(ShardIteratorType.TRIM_HORIZON)),
            SubscribeToShardResponseHandler.builder().subscriber(event -> {}).build());
  }

  private void callInVain() {
    assertThatThrownBy(() -> kinesis.describeStreamSummary(request -> request.streamName("none")))
        .isInstanceOf(ResourceNotFoundException.class);
    HttpRequest putItem =
        HttpRequest.newBuilder(server.endpoint())
            .header("X-Amz-Target", "DynamoDB_20120810.PutItem")
            .header("Content-Type", "application/x-amz-json-1.0")
            .POST(BodyPublishers.ofString("{}"))
            .build();
    assertThat(PlainHttp.send(putItem, BodyHandlers.ofString()).statusCode()).isEqualTo(400);
  }

  private Exposition look() {
    return Exposition.parse(server.ask("/metrics").body());
  }

  @ParameterizedTest
  @EnumSource
  void showsEachMetricAsTheTableHasIt(Metric metric) {
    String name = metric.shown();
    if (OF_WHAT_IS_NOT_HERE.contains(metric)) {
      assertThat(seen.types()).doesNotContainKey(name);
      return;
    }

    assertThat(seen.types()).containsEntry(name, metric.kind().name().toLowerCase(Locale.ROOT));
    assertThat(seen.helps()).containsEntry(name, metric.meaning());
    boolean buckets = metric.kind() == MetricKind.HISTOGRAM;
    Set<String> labels = new HashSet<>(metric.labels());
    if (buckets) {
      labels.add("le");
    }
    assertThat(seen.samples(buckets ? name + "_bucket" : name))
        .isNotEmpty()
        .allSatisfy(sample -> assertThat(sample.labels().keySet()).isEqualTo(labels));
  }

  @Test
  void showsNothingOfItsOwnThatIsNotInTheTable() {
    Set<String> table =
        Arrays.stream(Metric.values()).map(Metric::shown).collect(Collectors.toSet());
    table.add(Metric.REQUEST_DURATION.shown() + "_max"); // as its meaning says

    assertThat(seen.types().keySet())
        .filteredOn(name -> name.startsWith("offshard_"))
        .isNotEmpty()
        .isSubsetOf(table);
  }

  @Test
  void countsWhatWentThroughAStreamAndItsShards() {
    assertThat(ofStream("calls", "in")).isEqualTo(3);
    assertThat(ofStream("calls", "out")).isEqualTo(2);
    for (String direction : List.of("in", "out")) {
      assertThat(ofStream("records", direction)).as(direction).isEqualTo(3);
      assertThat(ofStream("bytes", direction)).as(direction).isEqualTo(21);
      assertThat(ofStream("throttled", direction)).as(direction).isZero();
      assertThat(ofShard(0, "records", direction)).as(direction).isEqualTo(2);
      assertThat(ofShard(0, "bytes", direction)).as(direction).isEqualTo(14);
      assertThat(ofShard(1, "records", direction)).as(direction).isEqualTo(1);
      assertThat(ofShard(1, "bytes", direction)).as(direction).isEqualTo(7);
    }
    assertThat(seen.value(Metric.STREAM_AGE.shown(), "stream", counted.name())).isZero();
    assertThat(seen.value(Metric.STREAM_IN_DOUBT.shown(), "stream", counted.name())).isZero();
  }

  private double ofStream(String what, String direction) {
    return seen.value(
        "offshard_stream_" + what + "_total", "stream", counted.name(), "direction", direction);
  }

  private double ofShard(int shard, String what, String direction) {
    return seen.value(
        "offshard_shard_" + what + "_total",
        "stream",
        counted.name(),
        "shard",
        LiveStream.shardId(shard),
        "direction",
        direction);
  }

  @Test
  void countsCallsByWhatBecameOfThem() {
    assertThat(requests("kinesis", "PutRecord", "ok")).isEqualTo(5);
    assertThat(requests("kinesis", "PutRecords", "ok")).isEqualTo(1);
    assertThat(requests("kinesis", "GetRecords", "ok")).isEqualTo(2);
    assertThat(requests("kinesis", "DescribeStreamSummary", "ResourceNotFoundException"))
        .isEqualTo(1);
    assertThat(seen.value(Metric.UNSUPPORTED.shown(), "operation", "PutItem")).isEqualTo(1);
    assertThat(seen.value("offshard_request_duration_seconds_count", "operation", "PutRecord"))
        .isEqualTo(5);
  }

  private double requests(String dialect, String operation, String result) {
    return seen.value(
        Metric.REQUESTS.shown(), "dialect", dialect, "operation", operation, "result", result);
  }

  @Test
  void countsRecordsThatWereTooMany() {
    assertThat(throttled).isBetween(1, 8);
    assertThat(seen.value(Metric.RECORDS_THROTTLED.shown(), "dialect", "kinesis"))
        .isEqualTo(throttled);
    assertThat(
            seen.value(Metric.STREAM_THROTTLED.shown(), "stream", slow.name(), "direction", "in"))
        .isEqualTo(throttled);
    assertThat(seen.value(Metric.RECORDS.shown(), "direction", "in"))
        .isEqualTo(3 + 9 - throttled + 2);
  }

  @Test
  void streamsBeyondTheBoundAreShownTogether() {
    assertThat(seen.streams(Metric.STREAM_CALLS.shown()))
        .containsExactlyInAnyOrder(counted.name(), slow.name(), "(other)");
    assertThat(seen.streams(Metric.SHARD_RECORDS.shown()))
        .containsExactlyInAnyOrder(counted.name(), slow.name());
    assertThat(seen.value(Metric.TRAFFIC_STREAMS.shown())).isEqualTo(2);
    assertThat(seen.value(Metric.TRAFFIC_SHARDS.shown())).isEqualTo(3);
    assertThat(seen.value(Metric.STREAM_RECORDS.shown(), "stream", "(other)", "direction", "in"))
        .isEqualTo(2);
  }

  @Test
  void aStreamThatIsDeletedMakesRoomForAnother() {
    LiveStream next = beyond.getFirst();
    kinesis.deleteStream(request -> request.streamName(slow.name()).enforceConsumerDeletion(true));
    Awaitility.await()
        .until(() -> !look().streams(Metric.STREAM_CALLS.shown()).contains(slow.name()));
    next.put(0, "seven");

    assertThat(look().streams(Metric.SHARD_RECORDS.shown()))
        .containsExactlyInAnyOrder(counted.name(), next.name());
  }
}
