// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.access.Operations.Sample;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * What stands in the samples of calls: names, and the positions that ann is given by the server.
 */
final class Positions {
  private final Map<String, String> names = new HashMap<>();
  private final MatrixCall calls;

  private Positions(MatrixCall calls) {
    this.calls = calls;
  }

  /**
   * Makes a stream of v3io, and asks for the rest.
   *
   * @param stream that Kinesis and Yandex have
   * @param table that DynamoDB Streams has
   */
  static Map<String, String> find(MatrixCall calls, String stream, String table) {
    Positions found = new Positions(calls);
    found.names.put("stream", stream);
    found.names.put("none", stream + "-none");
    found.names.put("path", stream);
    found.names.put("v3io", stream);
    found.names.put("arn", "arn:aws:kinesis:us-east-1:000000000000:stream/" + stream);
    found.names.put("table", table);
    found.ask();
    return found.names;
  }

  private void ask() {
    names.put("iterator", member("kinesis", "GetShardIterator", "ShardIterator"));
    names.put("yandexIterator", member("yandex", "GetShardIterator", "ShardIterator"));
    names.put(
        "tableArn",
        json("dynamodb", "DescribeTable")
            .field("Table")
            .orElseThrow()
            .field("LatestStreamArn")
            .orElseThrow()
            .asString());
    names.put(
        "tableShard",
        json("dynamodbstreams", "DescribeStream")
            .field("StreamDescription")
            .flatMap(description -> description.field("Shards"))
            .orElseThrow()
            .asArray()
            .getFirst()
            .field("ShardId")
            .orElseThrow()
            .asString());
    names.put("changes", member("dynamodbstreams", "GetShardIterator", "ShardIterator"));
    assertThat(calls.of(sample("v3io", "CreateStream"), Caller.ANN).status()).isEqualTo(204);
    assertThat(calls.of(sample("v3io", "PutRecords"), Caller.ANN).status()).isEqualTo(200);
  }

  private Sample sample(String api, String operation) {
    return Operations.samples().stream()
        .filter(each -> each.name().equals(api + ":" + operation))
        .findFirst()
        .orElseThrow()
        .filled(names);
  }

  private JsonNode json(String api, String operation) {
    return JsonNode.parser().parse(calls.of(sample(api, operation), Caller.ANN).text());
  }

  private String member(String api, String operation, String name) {
    return json(api, operation).field(name).orElseThrow().asString();
  }
}
