// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.v3io.V3ioClient.Answer;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The requests of a consumer group as clients in Go send them, to several replicas in turn. What is
 * retried without limit there is here: answers of 503.
 */
final class GroupItems {
  private final List<V3ioClient> replicas;
  private final AtomicInteger turn = new AtomicInteger();
  private final String stream;
  private final String group;

  /** The state, and the condition under which it may be replaced. */
  record Read(GroupState state, String condition) {}

  GroupItems(List<URI> endpoints, String stream, String group) {
    this.replicas = endpoints.stream().map(V3ioClient::new).toList();
    this.stream = stream;
    this.group = group;
  }

  private Answer send(Function<V3ioClient, Answer> call) {
    while (true) {
      Answer answer =
          call.apply(replicas.get(Math.floorMod(turn.getAndIncrement(), replicas.size())));
      if (answer.status() != 503) {
        return answer;
      }
    }
  }

  private Answer put(String function, String path, String body) {
    return send(replica -> replica.call("PUT", function, path, body));
  }

  int shards() {
    return (int) put("DescribeStream", stream, "").is(200).number("ShardCount");
  }

  private String statePath() {
    return stream + "/" + group + "-state.json";
  }

  Read state() {
    Answer answer =
        put("GetItem", statePath(), "{\"AttributesToGet\": \"__mtime_nsecs,__mtime_secs,state\"}");
    if (answer.status() == 404) {
      return new Read(GroupState.EMPTY, "not(exists(state))");
    }
    JsonNode item = answer.is(200).member("Item");
    String condition =
        "(__mtime_nsecs == %s) AND (__mtime_secs == %s)"
            .formatted(text(item, "__mtime_nsecs", "N"), text(item, "__mtime_secs", "N"));
    return new Read(GroupState.parse(text(item, "state", "S")), condition);
  }

  private static String text(JsonNode item, String attribute, String type) {
    return item.field(attribute).orElseThrow().field(type).orElseThrow().asString();
  }

  /** Whether nobody else came first. */
  boolean replace(Read read, GroupState state) {
    String json = state.json().replace("\"", "\\\"");
    Answer answer =
        put(
            "PutItem",
            statePath(),
            "{\"UpdateMode\":\"CreateOrReplaceAttributes\",\"ConditionExpression\":\"%s\",\"Item\":{\"state\":{\"S\":\"%s\"}}}"
                .formatted(read.condition(), json));
    if (answer.status() == 400) {
      assertThat(answer.number("ErrorCode")).isEqualTo(-16777244);
      return false;
    }
    assertThat(answer.is(200).response().headers().firstValue("X-v3io-transaction-verifier"))
        .isPresent();
    return true;
  }

  private String attribute() {
    return "__" + group + "_committed_sequence_number";
  }

  /** What is committed of a shard: 0 for nothing yet; empty when there is no shard yet. */
  Optional<Long> committed(int shard) {
    Answer answer =
        put("GetItem", stream + "/" + shard, "{\"AttributesToGet\":\"" + attribute() + "\"}");
    return answer.status() == 404
        ? Optional.empty()
        : Optional.of(
            answer
                .is(200)
                .member("Item")
                .field(attribute())
                .map(value -> Long.parseLong(value.field("N").orElseThrow().asString()))
                .orElse(0L));
  }

  void commit(int shard, long sequence) {
    var _ =
        put(
                "PutItem",
                stream + "/" + shard,
                "{\"UpdateMode\":\"CreateOrReplaceAttributes\",\"ConditionExpression\":\"__obj_type == 3\",\"Item\":{\"%s\":{\"N\":\"%d\"}}}"
                    .formatted(attribute(), sequence))
            .is(200);
  }

  /** Where a claim begins. */
  String seek(int shard, long committed) {
    String body =
        committed == 0
            ? "{\"Type\":\"EARLIEST\"}"
            : "{\"Type\":\"SEQUENCE\",\"StartingSequenceNumber\":" + (committed + 1) + "}";
    return put("SeekShard", stream + "/" + shard, body).is(200).member("Location").asString();
  }

  Answer records(int shard, String location) {
    return put(
            "GetRecords",
            stream + "/" + shard,
            "{\"Location\":\"%s\",\"Limit\":10}".formatted(location))
        .is(200);
  }
}
