// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.yandex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.KafkaView;
import io.offshard.it.client.YandexTour;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

/** Streams of Yandex Data Streams on a real Kafka. */
final class YandexIT {
  private static final String HIGHEST = "340282366920938463463374607431768211455";

  private static final String LAST_OF_LOWER_HALF = "170141183460469231731687303715884105727";

  private final YandexCall yandex = new YandexCall(SharedServer.endpoint());

  @TempDir private Path directory;

  @Test
  void boto3WithPathsInFull() {
    tour().boto3();
  }

  @Test
  void awsCliWithPathsInFull() {
    tour().awsCli();
  }

  private YandexTour tour() {
    return new YandexTour(SharedServer.endpoint(), SharedServer.DATABASE + "/", directory);
  }

  /** A stream and what is done with it. */
  private final class Stream {
    final String path = "it/" + StreamNames.fresh("yandex");

    Stream(int shards) {
      yandex.succeed(
          "CreateStream", "{\"StreamName\":\"%s\",\"ShardCount\":%d}".formatted(path, shards));
    }

    /** As Kinesis and Kafka call it. */
    String name() {
      return path.replace('/', '.');
    }

    YandexCall.Answer put(List<String> keys, String hashKey) {
      String records =
          keys.stream()
              .map(
                  key ->
                      "{\"PartitionKey\":\"%s\",\"Data\":\"%s\"%s}"
                          .formatted(
                              key,
                              Base64.getEncoder().encodeToString(("of " + key).getBytes(UTF_8)),
                              hashKey.isEmpty() ? "" : ",\"ExplicitHashKey\":\"" + hashKey + "\""))
              .collect(Collectors.joining(","));
      return yandex.of(
          "PutRecords", "{\"StreamName\":\"%s\",\"Records\":[%s]}".formatted(path, records));
    }

    String iterator(int shard) {
      return yandex
          .succeed(
              "GetShardIterator",
              "{\"StreamName\":\"%s\",\"ShardId\":\"shard-%06d\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                  .formatted(path, shard))
          .field("ShardIterator")
          .orElseThrow()
          .asString();
    }

    /** All that is in the shard, a few at a time. */
    List<JsonNode> read(int shard) {
      List<JsonNode> records = new ArrayList<>();
      String iterator = iterator(shard);
      while (true) {
        JsonNode page =
            yandex.succeed(
                "GetRecords", "{\"ShardIterator\":\"%s\",\"Limit\":7}".formatted(iterator));
        records.addAll(page.field("Records").orElseThrow().asArray());
        iterator = page.field("NextShardIterator").orElseThrow().asString();
        if (page.field("MillisBehindLatest").orElseThrow().text().equals("0")) {
          return records;
        }
      }
    }

    List<String> keys(int shard) {
      return texts(read(shard), "PartitionKey");
    }

    List<JsonNode> shards() {
      return yandex
          .succeed("ListShards", "{\"StreamName\":\"%s\"}".formatted(path))
          .field("Shards")
          .orElseThrow()
          .asArray();
    }
  }

  private static List<String> texts(List<JsonNode> all, String member) {
    return all.stream().map(each -> each.field(member).orElseThrow().text()).toList();
  }

  private static List<String> numbered(String prefix, int count) {
    return IntStream.range(0, count).mapToObj(i -> prefix + i).toList();
  }

  @Test
  void growthIsSeenInPlace() {
    Stream stream = new Stream(2);
    List<String> before = numbered("before-", 40);
    stream.put(before, "0");
    String held = stream.iterator(0);

    yandex.succeed(
        "UpdateShardCount",
        "{\"StreamName\":\"%s\",\"TargetShardCount\":4}".formatted(stream.path));

    assertThat(texts(stream.shards(), "ShardId"))
        .containsExactly("shard-000000", "shard-000001", "shard-000002", "shard-000003");
    assertThat(stream.shards())
        .allSatisfy(
            shard -> {
              assertThat(shard.field("ParentShardId")).isEmpty();
              assertThat(shard.toString()).doesNotContain("EndingSequenceNumber");
            });
    List<String> after = numbered("after-", 40);
    stream.put(after, "0");
    List<String> all = new ArrayList<>(before);
    all.addAll(after);
    assertThat(stream.keys(0)).isEqualTo(all);
    JsonNode page = yandex.succeed("GetRecords", "{\"ShardIterator\":\"%s\"}".formatted(held));
    assertThat(texts(page.field("Records").orElseThrow().asArray(), "PartitionKey").getFirst())
        .isEqualTo("before-0");
    // The other half of the hash keys has moved to a shard that was not there before.
    assertThat(stream.put(List.of("moved"), LAST_OF_LOWER_HALF).all("Records", "ShardId"))
        .containsAnyOf("shard-000002", "shard-000003");
  }

  @Test
  void theOrderOfACallIsKeptInEachShard() {
    Stream stream = new Stream(3);
    List<String> keys = numbered("k", 500);
    YandexCall.Answer answer = stream.put(keys, "");
    List<String> shards = answer.all("Records", "ShardId");
    List<String> numbers = answer.all("Records", "SequenceNumber");
    assertThat(shards).hasSize(500);
    for (int shard = 0; shard < 3; shard++) {
      String id = "shard-%06d".formatted(shard);
      List<JsonNode> found = stream.read(shard);
      List<Integer> sent =
          IntStream.range(0, 500).filter(i -> shards.get(i).equals(id)).boxed().toList();
      assertThat(texts(found, "PartitionKey")).isEqualTo(sent.stream().map(keys::get).toList());
      assertThat(texts(found, "SequenceNumber"))
          .isEqualTo(sent.stream().map(numbers::get).toList())
          .isEqualTo(IntStream.range(0, sent.size()).mapToObj(Integer::toString).toList());
    }
  }

  @Test
  void oneWrongRecordHasAllRefused() {
    Stream stream = new Stream(1);
    List<String> keys = new ArrayList<>(numbered("k", 3));
    keys.add("");
    assertThat(stream.put(keys, "").message()).contains("Empty partition key");
    assertThat(stream.put(numbered("k", 3), "9".repeat(39)).type())
        .isEqualTo("ValidationException");
    assertThat(stream.put(numbered("k", 501), "").message())
        .contains("Too many records in a single PutRecords request: 501 > 500");
    assertThat(stream.read(0)).isEmpty();
  }

  @Test
  void aRecordOfAMebibyteWithTheLongestKeyIsTakenAndReadBack() {
    Stream stream = new Stream(1);
    String data = Base64.getEncoder().encodeToString(new byte[1 << 20]);
    String record = "{\"StreamName\":\"%s\",\"PartitionKey\":\"%s\",\"Data\":\"%s\"}";
    yandex.succeed("PutRecord", record.formatted(stream.path, "k".repeat(256), data));
    yandex.succeed("PutRecord", record.formatted(stream.path, "empty", ""));
    assertThat(yandex.of("PutRecord", record.formatted(stream.path, "k".repeat(257), "")).message())
        .contains("Partition key is too long");
    assertThat(texts(stream.read(0), "Data")).containsExactly(data, "");
  }

  @Test
  void kinesisAndKafkaReadWhatIsWrittenHereAndTheOtherWayRound() {
    Stream stream = new Stream(2);
    stream.put(List.of("ours"), "0");
    var kinesis = JavaClients.shared();
    kinesis.putRecord(
        request ->
            request
                .streamName(stream.name())
                .partitionKey("theirs")
                .explicitHashKey("0")
                .data(SdkBytes.fromUtf8String("of theirs")));
    assertThat(stream.keys(0)).containsExactly("ours", "theirs");
    String iterator =
        kinesis
            .getShardIterator(
                request ->
                    request
                        .streamName(stream.name())
                        .shardId("shardId-000000000000")
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    assertThat(kinesis.getRecords(request -> request.shardIterator(iterator)).records())
        .extracting(record -> record.partitionKey() + ": " + record.data().asUtf8String())
        .containsExactly("ours: of ours", "theirs: of theirs");
    // Iterators are no good elsewhere.
    assertThat(yandex.of("GetRecords", "{\"ShardIterator\":\"%s\"}".formatted(iterator)).message())
        .contains("Provided shard iterator is malformed");
    assertThat(new KafkaView(SharedServer.broker().bootstrapServers(), stream.name()).everything(2))
        .extracting(record -> new String(record.value(), UTF_8))
        .containsExactly("of ours", "of theirs");
  }

  @Test
  void aPartitionThatAMergeHasFreedIsShownAsClosed() {
    Stream stream = new Stream(2);
    stream.put(List.of("a"), "0");
    stream.put(List.of("z"), HIGHEST);
    var kinesis = JavaClients.shared();
    kinesis.mergeShards(
        request ->
            request
                .streamName(stream.name())
                .shardToMerge("shardId-000000000000")
                .adjacentShardToMerge("shardId-000000000001"));
    Awaitility.await()
        .until(
            () ->
                kinesis
                        .describeStreamSummary(request -> request.streamName(stream.name()))
                        .streamDescriptionSummary()
                        .streamStatus()
                    == StreamStatus.ACTIVE);
    assertThat(stream.shards()).hasSize(2);
    assertThat(stream.shards().toString()).containsOnlyOnce("EndingSequenceNumber");
    stream.put(List.of("after"), HIGHEST);
    List<String> all = new ArrayList<>(stream.keys(0));
    all.addAll(stream.keys(1));
    assertThat(all).containsExactlyInAnyOrder("a", "z", "after");
  }
}
