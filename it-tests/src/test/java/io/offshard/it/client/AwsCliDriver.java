// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The AWS CLI: batches go in by file, pages come out as JSON. */
record AwsCliDriver(Path program, Path directory, Map<String, String> environment)
    implements ClientDriver {

  AwsCliDriver(Path program, Path directory) {
    this(program, directory, Map.of());
  }

  @Override
  public Transcript run(URI endpoint, String stream, int shards, List<Sample> samples) {
    AwsCli aws = new AwsCli(program, endpoint, directory, environment);
    aws.kinesis(
        "create-stream", "--stream-name", stream, "--shard-count", Integer.toString(shards));
    Awaitility.await().until(() -> status(aws, stream), "ACTIVE"::equals);
    Transcript transcript = new Transcript(new ArrayList<>(), new ArrayList<>());
    for (List<Sample> batch : Samples.batches(samples)) {
      JsonNode answer = put(aws, stream, batch);
      answer
          .field("Records")
          .map(JsonNode::asArray)
          .orElse(List.of(answer))
          .forEach(
              put ->
                  transcript
                      .puts()
                      .add(new Transcript.Put(text(put, "ShardId"), text(put, "SequenceNumber"))));
    }
    for (JsonNode shard : array(aws.kinesis("list-shards", "--stream-name", stream), "Shards")) {
      read(aws, stream, text(shard, "ShardId"), transcript.gots());
    }
    return transcript;
  }

  private static String status(AwsCli aws, String stream) {
    JsonNode answer = aws.kinesis("describe-stream-summary", "--stream-name", stream);
    return text(answer.field("StreamDescriptionSummary").orElseThrow(), "StreamStatus");
  }

  private JsonNode put(AwsCli aws, String stream, List<Sample> batch) {
    JsonWriter json = JsonWriter.create().writeStartObject();
    json.writeFieldName("StreamName").writeValue(stream);
    if (batch.size() == 1) {
      writeMembers(json, batch.getFirst());
    } else {
      json.writeFieldName("Records").writeStartArray();
      batch.forEach(sample -> writeMembers(json.writeStartObject(), sample).writeEndObject());
      json.writeEndArray();
    }
    json.writeEndObject();
    Path file = directory.resolve("batch.json");
    try {
      Files.write(file, json.getBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return aws.kinesis(
        batch.size() == 1 ? "put-record" : "put-records", "--cli-input-json", "file://" + file);
  }

  private static JsonWriter writeMembers(JsonWriter json, Sample sample) {
    json.writeFieldName("PartitionKey").writeValue(sample.key());
    json.writeFieldName("Data")
        .writeValue(Base64.getEncoder().encodeToString(sample.data().asByteArray()));
    if (sample.explicitHashKey() != null) {
      json.writeFieldName("ExplicitHashKey").writeValue(sample.explicitHashKey());
    }
    return json;
  }

  private static void read(AwsCli aws, String stream, String shard, List<Transcript.Got> gots) {
    JsonNode start =
        aws.kinesis(
            "get-shard-iterator",
            "--stream-name",
            stream,
            "--shard-id",
            shard,
            "--shard-iterator-type",
            "TRIM_HORIZON");
    String iterator = text(start, "ShardIterator");
    while (true) {
      JsonNode page = aws.kinesis("get-records", "--shard-iterator", iterator);
      for (JsonNode record : array(page, "Records")) {
        SdkBytes data = SdkBytes.fromByteArray(Base64.getDecoder().decode(text(record, "Data")));
        gots.add(
            new Transcript.Got(
                shard, text(record, "SequenceNumber"), text(record, "PartitionKey"), data));
      }
      if (page.field("MillisBehindLatest").orElseThrow().asNumber().equals("0")) {
        return;
      }
      iterator = text(page, "NextShardIterator");
    }
  }

  private static String text(JsonNode node, String member) {
    return node.field(member).orElseThrow().asString();
  }

  private static List<JsonNode> array(JsonNode node, String member) {
    return node.field(member).orElseThrow().asArray();
  }
}
