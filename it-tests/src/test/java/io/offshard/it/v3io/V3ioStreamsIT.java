// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static io.offshard.it.v3io.V3ioClient.data;
import static io.offshard.it.v3io.V3ioClient.number;
import static io.offshard.it.v3io.V3ioClient.record;
import static io.offshard.it.v3io.V3ioClient.topic;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.ServerInThisJvm;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;

/** Streams are made, described and grown, and named in all the ways that clients name them. */
@TestInstance(Lifecycle.PER_CLASS)
final class V3ioStreamsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Map<String, String> EXPOSING =
      Map.of(
          "OFFSHARD_STREAMS_EXPOSE", "['users.native-*']",
          "OFFSHARD_STREAMS_NATIVE_POLL", "200ms",
          "OFFSHARD_V3IO_CONTAINERS",
              "[{name: users}, {name: bigdata, id: 1025}, {name: all, prefix: ''}]");

  private ServerInThisJvm server;
  private V3ioClient v3io;

  @BeforeAll
  void start(@TempDir Path directory) {
    server = new ServerInThisJvm(directory, EXPOSING);
    v3io = new V3ioClient(server.endpoint());
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private static String fresh() {
    return "/users/tests/" + StreamNames.fresh("s");
  }

  private Answer create(String path, String body) {
    return v3io.call("POST", "CreateStream", path, body);
  }

  @Test
  void aStreamIsThereWhenTheAnswerComes() {
    String path = fresh();

    Answer created = create(path + "/", "{\"ShardCount\":3,\"RetentionPeriodHours\":5}").is(204);

    assertThat(created.text()).isEmpty();
    assertThat(created.response().headers().firstValue("Content-Type")).isEmpty();
    assertThat(v3io.put("DescribeStream", path + "/").is(200).text())
        .isEqualTo("{\"ShardCount\":3,\"RetentionPeriodHours\":5}");
    assertThat(v3io.write(path, record("a", 2)).number("FailedRecordCount")).isZero();
  }

  @Test
  void aStreamHasOneShardAndADayUnlessToldOtherwise() {
    String path = fresh();
    create(path, "").is(204);

    assertThat(v3io.call("POST", "DescribeStream", path, "{}").text())
        .isEqualTo("{\"ShardCount\":1,\"RetentionPeriodHours\":24}");
  }

  @Test
  void aStreamIsMadeOnce() {
    String path = fresh();
    v3io.create(path, 1);

    assertThat(create(path, "{\"ShardCount\":1}").is(409).error())
        .isEqualTo("ResourceInUseException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"ShardCount\":0}",
        "{\"ShardCount\":4097}",
        "{\"ShardCount\":\"1\"}",
        "{\"RetentionPeriodHours\":0}",
        "{\"RetentionPeriodHours\":8761}",
        "{\"ShardCount\":1"
      })
  void aStreamThatCannotBeIsAnInvalidArgument(String body) {
    assertThat(create(fresh(), body).is(400).error()).isEqualTo("InvalidArgumentException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/users/a.b",
        "/users/a%2Fb",
        "/users/../b",
        "/users/%2e%2e/b",
        "/users/%252e%252e/b",
        "/users/a%00b",
        "/users/a%ff",
        "/users/a%zz",
        "/users/a;b",
        "/users/a%20b",
        "/users",
        "/users/",
        "/all/__offshard"
      })
  void aPathThatNoStreamCanHaveNamesNothingAndMakesNothing(String path) {
    // java.net refuses some of these, so they go out as they are.
    RawPath raw = new RawPath(server.endpoint());

    // Two of them are refused before they come to v3io.
    assertThat(raw.status("DescribeStream", path))
        .isEqualTo(path.contains("%00") || path.contains("%zz") ? 400 : 404);
    assertThat(raw.status("CreateStream", path)).isEqualTo(400);
    assertThat(raw.status("SeekShard", path)).isIn(400, 404);
  }

  @ParameterizedTest
  @ValueSource(ints = {122, 129, 5_000, 20_000})
  void aPathOfAbsurdLengthNamesNothing(int length) {
    String path = "/users/" + "a".repeat(length);

    assertThat(v3io.put("DescribeStream", path).is(404).error())
        .isEqualTo("ResourceNotFoundException");
    assertThat(v3io.put("DescribeStream", path + "/b".repeat(500)).status()).isEqualTo(404);
    assertThat(length == 122 ? 400 : v3io.put("CreateStream", path).status()).isEqualTo(400);
  }

  @Test
  void aNameMayStandInTheBody() {
    String name = StreamNames.fresh("split");
    create("/bigdata/dir/", "{\"StreamName\":\"%s\",\"ShardCount\":2}".formatted(name)).is(204);

    String body = "{\"StreamName\":\"%s\"}".formatted(name);
    assertThat(
            v3io.call("PUT", "DescribeStream", "/bigdata/dir/", body).is(200).number("ShardCount"))
        .isEqualTo(2);
    assertThat(v3io.call("PUT", "DescribeStream", "/bigdata/dir", body).is(400).error())
        .isEqualTo("InvalidArgumentException");
    assertThat(
            v3io.call("PUT", "DescribeStream", "/bigdata/", "{\"StreamName\":\"dir/x\"}")
                .is(400)
                .error())
        .isEqualTo("InvalidArgumentException");
    v3io.write("/bigdata/dir/" + name, record("a", 1));
    for (String[] form :
        List.of(
            new String[] {"/bigdata/dir/" + name + "/1", "{\"Type\":\"EARLIEST\"}"},
            new String[] {"/bigdata/dir/" + name + "/1/", "{\"Type\":\"EARLIEST\"}"},
            new String[] {"/bigdata/dir/" + name + "/", "{\"ShardId\":1,\"Type\":\"EARLIEST\"}"},
            new String[] {
              "/bigdata/dir/",
              "{\"StreamName\":\"%s\",\"ShardId\":1,\"Type\":\"EARLIEST\"}".formatted(name)
            })) {
      var _ = v3io.seek(form[0], form[1]).is(200);
      var _ = v3io.call("POST", "Seek", form[0], form[1]).is(200);
    }
  }

  @Test
  void aStreamHasOnePathInEachContainer() {
    String name = StreamNames.fresh("one");
    v3io.create("/bigdata/a/" + name, 1);

    for (String path :
        List.of(
            "/bigdata/a/" + name,
            "//bigdata///a/" + name + "//",
            "/1025/a/" + name,
            "/%62igdata/%61/" + name,
            "/all/bigdata/a/" + name)) {
      var _ = v3io.put("DescribeStream", path).is(200);
    }
    var _ = v3io.put("DescribeStream", "/users/a/" + name).is(404);
    var _ = v3io.put("DescribeStream", "/bigdata/a." + name).is(404);
  }

  @Test
  void anUnknownContainerSaysSo() {
    Answer answer = v3io.put("DescribeStream", "/nowhere/a").is(404);

    assertThat(answer.error()).isEqualTo("Container not found");
    assertThat(answer.number("ErrorCode")).isNegative();
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String path = fresh();

    for (String function : List.of("DescribeStream", "Seek", "GetRecords", "PutRecords")) {
      Answer answer =
          v3io.call(
              "PUT",
              function,
              path + (function.equals("Seek") || function.equals("GetRecords") ? "/0" : ""),
              "{\"Type\":\"LATEST\",\"Location\":\"x\",\"Records\":[{\"Data\":\"\"}]}");
      assertThat(answer.is(404).error()).as(function).isEqualTo("ResourceNotFoundException");
    }
    assertThat(v3io.call("PUT", "UpdateStream", path, "{\"ShardCount\":2}").is(404).error())
        .isEqualTo("ResourceNotFoundException");
  }

  @Test
  void aStreamGrowsInPlace() {
    String path = fresh();
    v3io.create(path, 2);
    v3io.write(path, record("a", 0), record("b", 1));

    Answer grown = v3io.call("POST", "UpdateStream", path, "{\"ShardCount\":5}").is(204);

    assertThat(grown.text()).isEmpty();
    assertThat(v3io.put("DescribeStream", path).number("ShardCount")).isEqualTo(5);
    assertThat(
            v3io.write(
                    path,
                    IntStream.range(0, 5).mapToObj(i -> record("c", i)).toArray(String[]::new))
                .records())
        .extracting(each -> number(each, "ShardId"))
        .containsExactly(0L, 1L, 2L, 3L, 4L);
    assertThat(v3io.all(path + "/0")).extracting(V3ioClient::data).containsExactly("a", "c");
    assertThat(v3io.all(path + "/1")).extracting(V3ioClient::data).containsExactly("b", "c");
    assertThat(v3io.all(path + "/4")).extracting(V3ioClient::data).containsExactly("c");
    try (KinesisClient kinesis = JavaClients.sync(server.endpoint())) {
      DescribeStreamSummaryResponse seen =
          kinesis.describeStreamSummary(r -> r.streamName(topic(path)));
      assertThat(seen.streamDescriptionSummary().openShardCount()).isEqualTo(5);
    }
  }

  @Test
  void aShardThatNobodyHasWrittenToIsNotThereAfterTheStreamHasGrownEither() {
    String path = fresh();
    v3io.create(path, 2);
    v3io.write(path, record("a", 1));
    var _ = v3io.call("POST", "UpdateStream", path, "{\"ShardCount\":4}").is(204);

    assertThat(v3io.seek(path + "/0", "{\"Type\":\"EARLIEST\"}").is(404).error())
        .isEqualTo("ResourceNotFoundException");
    var _ = v3io.call("PUT", "GetItem", path + "/0", "{\"AttributesToGet\":\"**\"}").is(404);
    assertThat(listed(path)).containsExactly("1");

    v3io.write(path, record("b", 0), record("c", 3));
    assertThat(listed(path)).containsExactly("0", "1", "3");
    assertThat(v3io.all(path + "/0")).extracting(V3ioClient::data).containsExactly("b");
  }

  @Test
  void aDeletedShardDoesNotComeBackBecauseTheStreamGrows() {
    String path = fresh();
    v3io.create(path, 1);
    v3io.write(path, record("a", 0));
    var _ = delete(path + "/0").is(204);
    var _ = v3io.call("POST", "UpdateStream", path, "{\"ShardCount\":2}").is(204);

    assertThat(listed(path)).isEmpty();
    v3io.write(path, record("b", 0));
    assertThat(listed(path)).containsExactly("0");
  }

  /** The names of the shards in the listing of a stream's directory. */
  private List<String> listed(String path) {
    int container = path.indexOf('/', 1);
    String below = path.substring(container + 1) + "/";
    String xml =
        v3io.call("GET", path.substring(0, container) + "?prefix=" + below, "", Map.of())
            .is(200)
            .text();
    return Pattern.compile("<Key>" + Pattern.quote(below) + "([^<]*)</Key>")
        .matcher(xml)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "2, InvalidShardCountException",
    "1, InvalidShardCountException",
    "0, InvalidShardCountException",
    "-1, InvalidShardCountException",
    "4097, InvalidArgumentException",
    "'', InvalidArgumentException"
  })
  void aStreamDoesNotShrink(String shards, String error) {
    String path = fresh();
    v3io.create(path, 2);
    String body = shards.isEmpty() ? "" : "{\"ShardCount\":%s}".formatted(shards);

    assertThat(v3io.call("POST", "UpdateStream", path, body).is(400).error()).isEqualTo(error);
  }

  @Test
  void aTopicOfOthersIsNeitherDeletedNorEmptied() {
    String name = StreamNames.fresh("native");
    var _ =
        OwnedTopic.create(SharedServer.broker().bootstrapServers(), "users." + name, 1, Map.of());
    String path = "/users/" + name;
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> v3io.put("DescribeStream", path).status() == 200);

    assertThat(delete(path + "/").is(403).error()).isEqualTo("Permission denied");
    v3io.write(path, record("a"));
    assertThat(delete(path + "/0").is(403).error()).isEqualTo("Permission denied");
    var _ = delete(path + "/").is(409);
    assertThat(v3io.all(path + "/0")).extracting(V3ioClient::data).containsExactly("a");
  }

  private Answer delete(String path) {
    return v3io.call("DELETE", path, "", Map.of());
  }

  @Test
  void aTopicOfOthersIsReadAndWrittenButNotGrown() {
    String name = StreamNames.fresh("native");
    OwnedTopic topic =
        OwnedTopic.create(SharedServer.broker().bootstrapServers(), "users." + name, 2, Map.of());
    String path = "/users/" + name;
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> v3io.put("DescribeStream", path).status() == 200);

    assertThat(v3io.write(path, record("a"), record("b"), record("c", 1)).records())
        .extracting(each -> number(each, "ShardId"))
        .containsExactly(0L, 1L, 1L);
    assertThat(v3io.all(path + "/1"))
        .allSatisfy(each -> assertThat(each.field("PartitionKey")).isEmpty())
        .extracting(V3ioClient::data)
        .containsExactly("b", "c");
    assertThat(v3io.call("POST", "UpdateStream", path, "{\"ShardCount\":3}").is(403).error())
        .isEqualTo("Permission denied");
    topic.growTo(3);
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> v3io.put("DescribeStream", path).number("ShardCount") == 3);
    assertThat(Stream.of(v3io.write(path, record("d", 2)).records().getFirst()))
        .allSatisfy(each -> assertThat(number(each, "SequenceNumber")).isEqualTo(1));
    assertThat(data(v3io.all(path + "/2").getFirst())).isEqualTo("d");
  }
}
