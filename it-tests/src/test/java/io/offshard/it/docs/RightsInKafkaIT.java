// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.natives.AclBroker;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.v3io.V3ioClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ScalingType;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/** A server that has exactly the rights in Kafka that the page on operations says it needs. */
final class RightsInKafkaIT {
  private static final Pattern ROW =
      Pattern.compile("\\| (topic|group|cluster)(?: `([^`]+)`)? \\| ([A-Z][^|]+) \\|.*");
  private static final Pattern WORD = Pattern.compile("\\w+");

  @TempDir private Path directory;

  @Test
  @Timeout(120)
  void theRightsOfTheTableAreEnough() throws Exception {
    try (AclBroker broker = AclBroker.start(directory.resolve("broker"))) {
      broker.allow(rights());
      OwnedTopic.create(broker.owners(), "orders", 2, Map.of());
      Map<String, String> settings = new HashMap<>(broker.settings(directory));
      settings.put("OFFSHARD_STREAMS_EXPOSE", "[orders]");
      settings.put("OFFSHARD_STREAMS_NATIVE_POLL", "200ms");
      settings.put("OFFSHARD_SUBSCRIPTIONS_LIFE", "1s");
      settings.put("OFFSHARD_V3IO_CONTAINERS", "[{name: shop}]");
      try (OffshardProcess server =
          OffshardProcess.serve(
              Files.createDirectories(directory.resolve("server")),
              broker.broker().bootstrapServers(),
              settings)) {
        streams(server);
        otherApis(server);
        assertThat(server.output())
            .doesNotContain("InternalFailure", "status=500", "status=503", "uthorizationException");
        Awaitility.await().until(() -> broker.groups().contains("readers"));
      }
    }
  }

  private static List<AclBinding> rights() {
    Page page =
        Page.all().stream()
            .filter(each -> each.name().equals("docs/operations.md"))
            .findFirst()
            .orElseThrow();
    return page.prose().stream()
        .map(ROW::matcher)
        .filter(Matcher::matches)
        .flatMap(RightsInKafkaIT::row)
        .toList();
  }

  private static Stream<AclBinding> row(Matcher row) {
    ResourceType type = ResourceType.fromString(row.group(1));
    String name = row.group(2) == null ? Resource.CLUSTER_NAME : row.group(2);
    boolean prefix = name.length() > 1 && name.endsWith("*");
    ResourcePattern pattern =
        prefix
            ? new ResourcePattern(type, name.substring(0, name.length() - 1), PatternType.PREFIXED)
            : new ResourcePattern(type, name, PatternType.LITERAL);
    AclOperation[] operations =
        WORD.matcher(row.group(3))
            .results()
            .map(MatchResult::group)
            .map(word -> word.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT))
            .map(AclOperation::fromString)
            .toArray(AclOperation[]::new);
    assertThat(operations).doesNotContain(AclOperation.UNKNOWN);
    return AclBroker.acls(pattern, operations).stream();
  }

  private static void streams(OffshardProcess server) {
    try (KinesisClient kinesis = JavaClients.sync(server.endpoint())) {
      LiveStream orders = LiveStream.await(kinesis, "orders", 2);
      orders.put(1, "theirs");
      assertThat(orders.texts(1)).containsExactly("theirs");

      String name = "shop.carts";
      LiveStream carts = LiveStream.create(kinesis, name, 1, request -> {});
      carts.put(0, "ours");
      assertThat(carts.texts(0)).containsExactly("ours");
      assertThat(pushed(server, carts)).isPositive();
      kinesis.increaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(48));
      LiveStream.await(kinesis, name, 1);
      kinesis.updateShardCount(
          r -> r.streamName(name).targetShardCount(2).scalingType(ScalingType.UNIFORM_SCALING));
      LiveStream.await(kinesis, name, 2);
      kinesis.deleteStream(r -> r.streamName(name).enforceConsumerDeletion(true));
      Awaitility.await().until(() -> !kinesis.listStreams().streamNames().contains(name));
    }
  }

  /** How many records a subscription brings until it ends. */
  private static int pushed(OffshardProcess server, LiveStream stream) {
    AtomicInteger records = new AtomicInteger();
    try (KinesisAsyncClient kinesis = JavaClients.async(server.endpoint())) {
      String consumer =
          kinesis
              .registerStreamConsumer(
                  r -> r.streamARN(stream.summary().streamARN()).consumerName("reader"))
              .join()
              .consumer()
              .consumerARN();
      kinesis
          .subscribeToShard(
              r ->
                  r.consumerARN(consumer)
                      .shardId("shardId-000000000000")
                      .startingPosition(at -> at.type(ShardIteratorType.TRIM_HORIZON)),
              SubscribeToShardResponseHandler.builder()
                  .subscriber(
                      SubscribeToShardResponseHandler.Visitor.builder()
                          .onSubscribeToShardEvent(
                              event -> records.addAndGet(event.records().size()))
                          .build())
                  .build())
          .join();
    }
    return records.get();
  }

  private static void otherApis(OffshardProcess server) {
    V3ioClient v3io = new V3ioClient(server.endpoint());
    v3io.create("/shop/clicks", 1);
    v3io.call("PUT", "PutRecords", "/shop/clicks/", "{\"Records\": [{\"Data\": \"aGVsbG8=\"}]}")
        .is(200);
    v3io.call(
            "PUT",
            "PutItem",
            "/shop/clicks/readers-state.json",
            "{\"Item\": {\"state\": {\"S\": \"{}\"}}}")
        .is(200);
    v3io.call(
            "PUT",
            "PutItem",
            "/shop/clicks/0",
            """
            {"UpdateMode": "CreateOrReplaceAttributes",
             "Item": {"__readers_committed_sequence_number": {"N": "1"}}}
            """)
        .is(200);
    v3io.call("DELETE", "/shop/clicks/0", "", Map.of()).is(204);
  }
}
