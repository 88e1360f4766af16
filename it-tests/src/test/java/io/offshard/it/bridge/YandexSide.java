// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.offshard.it.yandex.YandexCall;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** Yandex Data Streams, by plain HTTP. */
record YandexSide(YandexCall call) implements Side {

  YandexSide(URI endpoint) {
    this(new YandexCall(endpoint));
  }

  private static String path(String stream) {
    return stream.replace('.', '/');
  }

  void create(String stream, int shards) {
    call.succeed(
        "CreateStream",
        "{\"StreamName\":\"%s\",\"ShardCount\":%d}".formatted(path(stream), shards));
  }

  void grow(String stream, int shards) {
    call.succeed(
        "UpdateShardCount",
        "{\"StreamName\":\"%s\",\"TargetShardCount\":%d}".formatted(path(stream), shards));
  }

  /** Of each shard whether it has ended. */
  List<Boolean> shards(String stream) {
    return call
        .succeed("ListShards", "{\"StreamName\":\"%s\"}".formatted(path(stream)))
        .field("Shards")
        .orElseThrow()
        .asArray()
        .stream()
        .map(
            shard ->
                shard
                    .field("SequenceNumberRange")
                    .orElseThrow()
                    .field("EndingSequenceNumber")
                    .isPresent())
        .toList();
  }

  @Override
  public Seen write(String stream, @Nullable String key, String data) {
    JsonNode at =
        call.succeed(
            "PutRecord",
            "{\"StreamName\":\"%s\",\"PartitionKey\":%s,\"Data\":\"%s\"}"
                .formatted(path(stream), Json.text(requireNonNull(key)), Json.base64(data)));
    return new Seen(partition(text(at, "ShardId")), offset(at), key, data);
  }

  private static int partition(String shard) {
    return Integer.parseInt(shard.substring("shard-".length()));
  }

  private static long offset(JsonNode at) {
    return Long.parseLong(text(at, "SequenceNumber"));
  }

  private static String text(JsonNode node, String member) {
    return node.field(member).orElseThrow().asString();
  }

  @Override
  public List<Seen> read(String stream) {
    List<Seen> all = new ArrayList<>();
    int shards = shards(stream).size();
    for (int shard = 0; shard < shards; shard++) {
      JsonNode page =
          call.succeed(
              "GetShardIterator",
              "{\"StreamName\":\"%s\",\"ShardId\":\"shard-%06d\",\"ShardIteratorType\":\"TRIM_HORIZON\"}"
                  .formatted(path(stream), shard));
      String iterator = text(page, "ShardIterator");
      do {
        page = call.succeed("GetRecords", "{\"ShardIterator\":\"%s\"}".formatted(iterator));
        for (JsonNode each : page.field("Records").orElseThrow().asArray()) {
          all.add(seen(shard, each));
        }
        iterator = text(page, "NextShardIterator");
      } while (!page.field("MillisBehindLatest").orElseThrow().text().equals("0"));
    }
    return all;
  }

  private static Seen seen(int shard, JsonNode each) {
    return new Seen(
        shard,
        offset(each),
        text(each, "PartitionKey"),
        new String(Base64.getDecoder().decode(text(each, "Data")), UTF_8));
  }

  @Override
  public String toString() {
    return "Yandex";
  }
}
