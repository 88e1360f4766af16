// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.PlainHttp;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Calls functions of v3io by plain HTTP, without a session key or a content type. */
public record V3ioClient(URI endpoint) {
  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    String text() {
      return response.body();
    }

    JsonNode json() {
      return JsonNode.parser().parse(text());
    }

    JsonNode member(String name) {
      return json().field(name).orElseThrow(() -> new AssertionError(name + " in " + text()));
    }

    public long number(String name) {
      return Long.parseLong(member(name).asNumber());
    }

    public List<JsonNode> records() {
      return member("Records").asArray();
    }

    /** The text of the error. */
    String error() {
      return member("ErrorMessage").asString();
    }

    /** The same answer, which has to have that status. */
    public Answer is(int status) {
      assertThat(status()).as(text()).isEqualTo(status);
      return this;
    }
  }

  /** A call without a body. */
  public Answer put(String function, String path) {
    return call("PUT", function, path, "");
  }

  /** A call with a body; an empty one is none. */
  public Answer call(String method, String function, String path, String body) {
    return call(method, path, body, Map.of("X-v3io-function", function));
  }

  /** A call without a function, or with any headers. */
  public Answer call(String method, String path, String body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(endpoint + path))
            .method(method, BodyPublishers.ofString(body));
    headers.forEach(request::header);
    return new Answer(PlainHttp.send(request.build(), BodyHandlers.ofString()));
  }

  /** Makes a stream. */
  public void create(String path, int shards) {
    var _ =
        call(
                "POST",
                "CreateStream",
                path,
                "{\"ShardCount\":%d,\"RetentionPeriodHours\":24}".formatted(shards))
            .is(204);
  }

  /** Writes records, each given by its members. */
  public Answer write(String path, String... records) {
    return call("POST", "PutRecords", path, "{\"Records\":[" + String.join(",", records) + "]}")
        .is(200);
  }

  /** The location of the beginning of a shard. */
  String earliest(String shard) {
    return seek(shard, "{\"Type\":\"EARLIEST\"}").is(200).member("Location").asString();
  }

  public Answer seek(String shard, String body) {
    return call("PUT", "SeekShard", shard, body);
  }

  Answer read(String shard, String location, int limit) {
    return call(
        "PUT",
        "GetRecords",
        shard,
        "{\"Location\":\"%s\",\"Limit\":%d}".formatted(location, limit));
  }

  /** All records of a shard, read until nothing is left. */
  public List<JsonNode> all(String shard) {
    List<JsonNode> all = new ArrayList<>();
    String location = earliest(shard);
    while (true) {
      Answer page = read(shard, location, 0).is(200);
      all.addAll(page.records());
      if (page.number("RecordsBehindLatest") == 0) {
        return all;
      }
      location = page.member("NextLocation").asString();
    }
  }

  /** A record without anything else. */
  static String record(String data) {
    return "{\"Data\":\"%s\"}".formatted(base64(data));
  }

  /** A record of a shard. */
  static String record(String data, int shard) {
    return "{\"Data\":\"%s\",\"ShardId\":%d}".formatted(base64(data), shard);
  }

  /** So many, of which each has its own data. */
  static String[] records(int count) {
    return IntStream.range(0, count).mapToObj(i -> record("r" + i)).toArray(String[]::new);
  }

  /** What the stream of that path is called elsewhere, as its topic is. */
  static String topic(String path) {
    return path.substring(1).replace('/', '.');
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  /** The data of a record. */
  public static String data(JsonNode record) {
    String base64 = record.field("Data").orElseThrow().asString();
    return new String(Base64.getDecoder().decode(base64), UTF_8);
  }

  public static long number(JsonNode record, String member) {
    return Long.parseLong(record.field(member).orElseThrow().asNumber());
  }
}
