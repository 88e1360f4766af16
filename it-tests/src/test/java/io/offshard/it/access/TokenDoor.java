// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import io.offshard.it.access.MatrixCall.Answer;
import io.offshard.it.access.Operations.Sample;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A call that takes a token: an iterator, a NextToken or a location.
 *
 * @param from the call that gives one
 * @param member in its answer
 * @param to the call that takes it, with {@code %s} where it stands
 * @param invalid the error for what is none
 * @param expired the error for one that is too old; empty where they do not age
 */
record TokenDoor(Sample from, String member, Sample to, String invalid, String expired) {
  private static final String GARBLED = "InvalidArgumentException";

  /** Of a stream with at least two shards, and of the stream of v3io and the table that belong. */
  static List<TokenDoor> of(String stream) {
    String one = "{\"StreamName\":\"%s\",\"MaxResults\":1}".formatted(stream);
    String next = "{\"NextToken\":\"%s\"}";
    return List.of(
        iterator("kinesis", stream, "shardId-000000000000"),
        iterator("yandex", stream, "shard-000000"),
        page("kinesis", "ListShards", one, next),
        page("yandex", "ListShards", one, next),
        page("kinesis", "ListStreams", "{\"Limit\":1}", next),
        new TokenDoor(
            call("v3io", "SeekShard", "PUT", "/users/" + stream + "/0", "{\"Type\":\"EARLIEST\"}"),
            "Location",
            call("v3io", "GetRecords", "PUT", "/users/" + stream + "/0", "{\"Location\":\"%s\"}"),
            "IllegalLocationException",
            ""));
  }

  /** Of a table, whose iterators live longest. */
  static TokenDoor table(String streamArn, String shard) {
    return new TokenDoor(
        call(
            "dynamodbstreams",
            "GetShardIterator",
            "{\"StreamArn\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"LATEST\"}"
                .formatted(streamArn, shard)),
        "ShardIterator",
        call("dynamodbstreams", "GetRecords", "{\"ShardIterator\":\"%s\"}"),
        "ValidationException",
        "ExpiredIteratorException");
  }

  private static TokenDoor iterator(String api, String stream, String shard) {
    return new TokenDoor(
        call(
            api,
            "GetShardIterator",
            "{\"StreamName\":\"%s\",\"ShardId\":\"%s\",\"ShardIteratorType\":\"LATEST\"}"
                .formatted(stream, shard)),
        "ShardIterator",
        call(api, "GetRecords", "{\"ShardIterator\":\"%s\"}"),
        GARBLED,
        "ExpiredIteratorException");
  }

  private static TokenDoor page(String api, String operation, String first, String next) {
    return new TokenDoor(
        call(api, operation, first),
        "NextToken",
        call(api, operation, next),
        GARBLED,
        "ExpiredNextTokenException");
  }

  private static Sample call(String api, String operation, String... rest) {
    return new Sample(api, operation, List.of(rest));
  }

  /** A genuine token. */
  String token(MatrixCall calls) {
    Answer answer = calls.of(from, Caller.ANN);
    return JsonNode.parser()
        .parse(answer.text())
        .field(member)
        .orElseThrow(() -> new AssertionError(from + ": " + answer))
        .asString();
  }

  /** What is answered to a text in the place of a token. */
  Answer show(MatrixCall calls, String text) {
    List<String> filled = to.rest().stream().map(part -> part.replace("%s", text)).toList();
    return calls.of(new Sample(to.api(), to.operation(), filled), Caller.ANN);
  }

  @Override
  public String toString() {
    return to.name();
  }
}
