// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static io.offshard.it.v3io.V3ioClient.number;
import static io.offshard.it.v3io.V3ioClient.record;
import static io.offshard.it.v3io.V3ioClient.records;
import static io.offshard.it.v3io.V3ioClient.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Places are found, and records read from there on. */
@TestInstance(Lifecycle.PER_CLASS)
final class V3ioReadingIT {
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

  @Test
  void aShardIsThereWhenItHasHadARecord() {
    String path = stream(2);
    v3io.write(path, record("a", 0));

    for (String type :
        List.of(
            "\"EARLIEST\"",
            "\"LATEST\"",
            "\"SEQUENCE\",\"StartingSequenceNumber\":1",
            "\"TIME\",\"TimestampSec\":1,\"TimestampNSec\":0")) {
      String body = "{\"Type\":" + type + "}";
      assertThat(v3io.seek(path + "/0", body).is(200).member("Location").asString()).hasSize(24);
      assertThat(v3io.seek(path + "/1/", body).is(404).error())
          .isEqualTo("ResourceNotFoundException");
      assertThat(v3io.seek(path + "/2", body).is(400).error())
          .isEqualTo("ShardIDOutOfRangeException");
    }
    assertThat(v3io.seek(path + "/99999999999", "{\"Type\":\"LATEST\"}").is(400).error())
        .isEqualTo("ShardIDOutOfRangeException");
    assertThat(v3io.seek(path + "/x", "{\"Type\":\"LATEST\"}").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"Type\":\"latest\"}",
        "{\"Type\":\"TIME\"}",
        "{\"Type\":\"TIME\",\"TimestampSec\":1}",
        "{\"Type\":\"TIME\",\"TimestampNSec\":1}",
        "{\"Type\":\"TIME\",\"TimestampSec\":1,\"TimestampNSec\":1000000000}",
        "{\"Type\":\"TIME\",\"TimestampSec\":-1,\"TimestampNSec\":0}",
        "{\"Type\":\"SEQUENCE\"}",
        "{\"Type\":\"SEQUENCE\",\"StartingSequenceNumber\":0}",
        "{\"Type\":\"SEQUENCE\",\"StartingSequenceNumber\":5}"
      })
  void aPlaceThatCannotBeIsAnInvalidArgument(String body) {
    String path = stream(1);
    v3io.write(path, records(3));

    assertThat(v3io.seek(path + "/0", body).is(400).error()).isEqualTo("InvalidArgumentException");
  }

  @Test
  void placesAreFoundByNumberAndTime() {
    String path = stream(1);
    v3io.write(path, records(2));
    JsonNode last = v3io.all(path + "/0").get(1);
    long millis =
        number(last, "ArrivalTimeSec") * 1_000 + number(last, "ArrivalTimeNSec") / 1_000_000;
    Awaitility.await().until(() -> System.currentTimeMillis() > millis + 1);
    v3io.write(path, record("r2"));

    assertThat(from(path, "{\"Type\":\"LATEST\"}")).isEmpty();
    assertThat(from(path, "{\"Type\":\"SEQUENCE\",\"StartingSequenceNumber\":2}"))
        .containsExactly("r1", "r2");
    assertThat(from(path, "{\"Type\":\"SEQUENCE\",\"StartingSequenceNumber\":4}")).isEmpty();
    assertThat(from(path, time(millis, 0))).endsWith("r1", "r2");
    assertThat(from(path, time(millis, 1))).containsExactly("r2");
    assertThat(from(path, time(millis + 3_600_000, 0))).isEmpty();
    assertThat(from(path, time(0, 0))).containsExactly("r0", "r1", "r2");
  }

  private static String time(long millis, int nanos) {
    return "{\"Type\":\"TIME\",\"TimestampSec\":%d,\"TimestampNSec\":%d}"
        .formatted(millis / 1_000, millis % 1_000 * 1_000_000 + nanos);
  }

  private List<String> from(String path, String seek) {
    String location = v3io.seek(path + "/0", seek).is(200).member("Location").asString();
    return v3io.read(path + "/0", location, 10).is(200).records().stream()
        .map(V3ioClient::data)
        .toList();
  }

  @Test
  void pagesFollowEachOtherAndSayHowMuchIsLeft() {
    String path = stream(1);
    v3io.write(path, records(25));
    String location = v3io.earliest(path + "/0");
    List<Long> behind = new ArrayList<>();
    List<Long> numbers = new ArrayList<>();

    for (int i = 0; i < 4; i++) {
      Answer page = v3io.read(path + "/0/", location, 10).is(200);
      page.records().forEach(each -> numbers.add(number(each, "SequenceNumber")));
      behind.add(page.number("RecordsBehindLatest"));
      assertThat(page.number("MSecBehindLatest") == 0)
          .isEqualTo(page.number("RecordsBehindLatest") == 0);
      location = page.member("NextLocation").asString();
      assertThat(location).matches("[A-Za-z0-9+/]{22}==");
    }

    assertThat(behind).containsExactly(15L, 5L, 0L, 0L);
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 25).mapToObj(i -> (long) i).toList());
    Answer idle = v3io.read(path + "/0", location, 0).is(200);
    assertThat(idle.records()).isEmpty();
    assertThat(idle.member("NextLocation").asString()).isEqualTo(location);
  }

  @Test
  void withoutALimitThereAreAThousand() {
    String path = stream(1);
    v3io.write(path, records(1_000));
    v3io.write(path, records(10));
    String body = "{\"Location\":\"%s\"}".formatted(v3io.earliest(path + "/0"));

    assertThat(v3io.call("PUT", "GetRecords", path + "/0", body).records()).hasSize(1_000);
  }

  @Test
  void aPageHasOneRecordHoweverLargeThatIs() {
    String path = stream(1);
    String large =
        "{\"Data\":\"%s\"}".formatted(Base64.getEncoder().encodeToString(new byte[2 << 20]));
    for (int i = 0; i < 3; i++) {
      assertThat(v3io.write(path, large, large).number("FailedRecordCount")).isZero();
    }

    Answer page = v3io.read(path + "/0", v3io.earliest(path + "/0"), 0).is(200);

    assertThat(page.records()).hasSize(1);
    assertThat(page.number("RecordsBehindLatest")).isEqualTo(5);
    assertThat(v3io.all(path + "/0")).hasSize(6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAA==", "AQAAAAsAAAAFAEC2/+sAAA=="})
  void whatIsNoLocationIsRefused(String location) {
    String path = stream(1);
    v3io.write(path, record("a"));

    assertThat(v3io.read(path + "/0", location, 1).is(400).error())
        .isEqualTo("IllegalLocationException");
    assertThat(v3io.read(path + "/1", location, 1).is(400).error())
        .isEqualTo("ShardIDOutOfRangeException");
  }

  @Test
  void aLocationIsOfOneShardOfOneStream() {
    String path = stream(2);
    v3io.write(path, record("a", 0), record("b", 1));
    String location = v3io.earliest(path + "/0");
    String other = stream(1);
    v3io.write(other, record("a", 0));

    assertThat(v3io.read(path + "/0", location, 1).status()).isEqualTo(200);
    assertThat(v3io.read(path + "/1", location, 1).error()).isEqualTo("IllegalLocationException");
    assertThat(v3io.read(other + "/0", location, 1).error()).isEqualTo("IllegalLocationException");
    try (KinesisClient kinesis = JavaClients.sync(server.endpoint())) {
      var _ = kinesis.deleteStream(r -> r.streamName(topic(path)));
    }
    Awaitility.await().until(() -> v3io.put("DescribeStream", path).status() == 404);
    Awaitility.await().until(() -> v3io.call("POST", "CreateStream", path, "").status() == 204);
    v3io.write(path, record("c", 0));
    assertThat(v3io.read(path + "/0", location, 1).error()).isEqualTo("IllegalLocationException");
  }

  @Test
  void whatHasBeenTrimmedIsToldToWhoReadsThere() {
    String path = stream(1);
    v3io.write(path, records(10));
    String early = v3io.earliest(path + "/0");
    new OwnedTopic(SharedServer.broker().bootstrapServers(), topic(path))
        .admin(
            admin ->
                admin
                    .deleteRecords(
                        Map.of(new TopicPartition(topic(path), 0), RecordsToDelete.beforeOffset(4)))
                    .all()
                    .get());

    for (int number : List.of(1, 4)) {
      Answer found =
          v3io.seek(
              path + "/0", "{\"Type\":\"SEQUENCE\",\"StartingSequenceNumber\":" + number + "}");
      assertThat(
              v3io.read(path + "/0", found.is(200).member("Location").asString(), 1)
                  .is(400)
                  .error())
          .isEqualTo("IllegalLocationException");
    }
    assertThat(v3io.read(path + "/0", early, 1).is(200).records())
        .extracting(each -> number(each, "SequenceNumber"))
        .containsExactly(5L);
    assertThat(
            Optional.of(v3io.all(path + "/0").getFirst())
                .map(each -> number(each, "SequenceNumber")))
        .contains(5L);
  }
}
