// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static io.offshard.it.v3io.V3ioClient.base64;
import static io.offshard.it.v3io.V3ioClient.number;
import static io.offshard.it.v3io.V3ioClient.record;
import static io.offshard.it.v3io.V3ioClient.records;
import static io.offshard.it.v3io.V3ioClient.topic;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.KafkaView;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Records are written, each for itself, and are in Kafka as they should. */
@TestInstance(Lifecycle.PER_CLASS)
final class V3ioRecordsIT {
  private ServerInThisJvm server;
  private V3ioClient v3io;

  @BeforeAll
  void start(@TempDir Path directory) {
    server = new ServerInThisJvm(directory);
    v3io = new V3ioClient(server.endpoint());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private String stream(int shards) {
    String path = "/projects/" + StreamNames.fresh("r");
    v3io.create(path, shards);
    return path;
  }

  private static List<Long> shards(Answer written) {
    return written.records().stream().map(each -> number(each, "ShardId")).toList();
  }

  @Test
  void recordsWithoutKeyAndShardGoRoundBeginningWithTheFirstShard() {
    String path = stream(8);

    Answer first = v3io.write(path, records(146));
    Answer second = v3io.write(path, record("x"), record("y", 0), record("z"));

    assertThat(shards(first))
        .isEqualTo(IntStream.range(0, 146).mapToObj(i -> (long) (i % 8)).toList());
    assertThat(shards(second)).containsExactly(2L, 0L, 3L);
    assertThat(v3io.all(path + "/1/"))
        .extracting(V3ioClient::data)
        .startsWith("r1", "r9", "r17")
        .hasSize(19);
  }

  @Test
  void aRecordIsReadAsItWasWritten() {
    String path = stream(1);
    String info = base64("123456789");

    Answer written =
        v3io.write(
            path,
            "{\"Data\":\"%s\",\"ClientInfo\":\"%s\",\"PartitionKey\":\"k\\u00e9\\\"\"}"
                .formatted(base64("first"), info),
            record("", 0));

    assertThat(written.text())
        .isEqualTo(
            "{\"FailedRecordCount\":0,\"Records\":[{\"SequenceNumber\":1,\"ShardId\":0},"
                + "{\"SequenceNumber\":2,\"ShardId\":0}]}");
    List<JsonNode> read = v3io.all(path + "/0");
    assertThat(read).extracting(V3ioClient::data).containsExactly("first", "");
    assertThat(read.getFirst().field("ClientInfo").orElseThrow().asString()).isEqualTo(info);
    assertThat(read.getFirst().field("PartitionKey").orElseThrow().asString()).isEqualTo("ké\"");
    assertThat(read.get(1).asObject().keySet())
        .containsExactlyInAnyOrder("SequenceNumber", "ArrivalTimeSec", "ArrivalTimeNSec", "Data");
  }

  @Test
  void kafkaHasKeyDataAndClientInfoAndNothingElseOfIt() {
    String path = stream(1);
    v3io.write(
        path,
        "{\"Data\":\"%s\",\"ClientInfo\":\"%s\",\"PartitionKey\":\"k\"}"
            .formatted(base64("d"), base64("i")),
        record("e"));

    List<ConsumerRecord<byte[], byte[]>> seen =
        new KafkaView(SharedServer.broker().bootstrapServers(), topic(path)).everything(1);

    assertThat(new String(seen.getFirst().key(), UTF_8)).isEqualTo("k");
    assertThat(new String(seen.getFirst().value(), UTF_8)).isEqualTo("d");
    assertThat(seen.getFirst().headers().lastHeader("offshard-client-info").value())
        .isEqualTo("i".getBytes(UTF_8));
    assertThat(seen.get(1).key()).isNull();
    long millis = seen.getFirst().timestamp();
    JsonNode read = v3io.all(path + "/0").getFirst();
    assertThat(number(read, "ArrivalTimeSec")).isEqualTo(millis / 1_000);
    assertThat(number(read, "ArrivalTimeNSec")).isEqualTo(millis % 1_000 * 1_000_000);
  }

  @Test
  void recordsOfOneKeyAreInOneShardInTheOrderOfTheCall() {
    String path = stream(4);
    String[] keyed =
        IntStream.range(0, 40)
            .mapToObj(
                i ->
                    "{\"Data\":\"%s\",\"PartitionKey\":\"k%d\"}".formatted(base64("r" + i), i % 10))
            .toArray(String[]::new);

    List<Long> shards = shards(v3io.write(path, keyed));

    for (int i = 10; i < 40; i++) {
      assertThat(shards.get(i)).isEqualTo(shards.get(i % 10));
    }
    assertThat(shards.stream().distinct().count()).isGreaterThan(1);
    long shard = shards.getFirst();
    assertThat(v3io.all(path + "/" + shard))
        .extracting(V3ioClient::data)
        .containsExactlyElementsOf(
            IntStream.range(0, 40)
                .filter(i -> shards.get(i) == shard)
                .mapToObj(i -> "r" + i)
                .toList());
  }

  @Test
  void eachRecordFailsByItself() {
    String path = stream(2);
    String large = Base64.getEncoder().encodeToString(new byte[2 << 20]);
    String tooLarge = Base64.getEncoder().encodeToString(new byte[(2 << 20) + 1]);

    Answer written =
        v3io.write(
            path,
            record("good", 1),
            record("beyond", 2),
            record("before", -1),
            "{\"Data\":\"%s\",\"ShardId\":0}".formatted(large),
            "{\"Data\":\"%s\"}".formatted(tooLarge),
            "{\"Data\":\"\",\"PartitionKey\":\"%s\"}".formatted("k".repeat(257)),
            "{\"Data\":\"\",\"PartitionKey\":\"%s\"}".formatted("k".repeat(256)),
            record("turn"));

    assertThat(written.number("FailedRecordCount")).isEqualTo(4);
    assertThat(written.records().stream().map(V3ioRecordsIT::error))
        .containsExactly(
            "",
            "ShardIDOutOfRangeException",
            "ShardIDOutOfRangeException",
            "",
            "InvalidArgumentException",
            "InvalidArgumentException",
            "",
            "");
    assertThat(written.records().get(1).asObject().keySet())
        .containsExactlyInAnyOrder("ErrorCode", "ErrorMessage");
    assertThat(number(written.records().get(1), "ErrorCode")).isEqualTo(-201326594);
    assertThat(number(written.records().getLast(), "ShardId")).isZero();
  }

  private static String error(JsonNode result) {
    return result.field("ErrorMessage").map(JsonNode::asString).orElse("");
  }

  @Test
  void aCallWithTooManyRecordsFailsWhole() {
    String path = stream(1);

    assertThat(v3io.write(path, records(1_000)).number("FailedRecordCount")).isZero();
    Answer tooMany =
        v3io.call(
            "POST", "PutRecords", path, "{\"Records\":[" + String.join(",", records(1_001)) + "]}");
    assertThat(tooMany.is(400).error()).isEqualTo("InvalidArgumentException");
    assertThat(v3io.all(path + "/0")).hasSize(1_000);
  }

  @Test
  void aKeyThatIsNotEscapedIsAnInvalidArgument() {
    String path = stream(1);
    String body =
        "{\"Records\":[{\"Data\":\"%s\",\"PartitionKey\":\"a\"b\"}]}".formatted(base64("d"));

    assertThat(v3io.call("POST", "PutRecords", path, body).is(400).error())
        .isEqualTo("InvalidArgumentException");
  }
}
