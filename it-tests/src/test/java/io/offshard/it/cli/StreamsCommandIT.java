// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.Program;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.json.JsonValue.Obj;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stream is made, written, split, merged, read and drawn with nothing but the program. */
final class StreamsCommandIT {
  @TempDir private Path directory;

  private Program.Run start(String... arguments) {
    return Program.of(directory, arguments)
        .with("AWS_ENDPOINT_URL_KINESIS", SharedServer.endpoint().toString())
        .with("AWS_ACCESS_KEY_ID", "any")
        .with("AWS_SECRET_ACCESS_KEY", "any")
        .with("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", SharedServer.broker().bootstrapServers())
        .start();
  }

  private String done(String... arguments) {
    try (Program.Run run = start(arguments)) {
      assertThat(run.awaitEnd()).as("%s", run.output()).isZero();
      return run.output();
    }
  }

  /** Notes on standard error go to the same file. */
  private static List<Obj> json(String output) {
    List<Obj> documents = new ArrayList<>();
    output
        .lines()
        .filter(line -> line.startsWith("{"))
        .forEach(line -> documents.add((Obj) JsonReader.read(line)));
    return documents;
  }

  private static List<String> texts(Obj object, String list, String member) {
    return list(object, list).values().stream()
        .map(each -> String.valueOf(((Obj) each).text(member)))
        .toList();
  }

  private static JsonValue.Array list(Obj object, String member) {
    return (JsonValue.Array) Objects.requireNonNull(object.members().get(member), member);
  }

  @Test
  void aStreamIsFollowedThroughASplitAndAMerge() {
    String stream = StreamNames.fresh("cli");
    assertThat(done("streams", "create", stream))
        .contains("shardId-000000000000    open    100.0 %");
    assertThat(done("streams", "put", stream, "--key", "k", "before"))
        .contains("shardId-000000000000\t");
    try (Program.Run tail =
        start(
            "streams",
            "tail",
            stream,
            "--from",
            "trim_horizon",
            "--max",
            "3",
            "--output",
            "json")) {
      done("streams", "split", stream, "0");
      done("streams", "put", stream, "--key", "k", "between");
      Obj merged = json(done("streams", "merge", stream, "2", "1", "--output", "json")).getFirst();
      assertThat(texts(merged, "Shards", "ShardId")).containsExactly("shardId-000000000003");
      done("streams", "put", stream, "--key", "k", "after");
      assertThat(tail.awaitEnd()).as("%s", tail.output()).isZero();
      assertThat(json(tail.output()).stream().map(StreamsCommandIT::data))
          .containsExactly("before", "between", "after");
    }
    writesLikeAStaleProducer(stream);
    Obj described = json(done("streams", "describe", stream, "--output", "json")).getFirst();
    assertThat(described.object("StreamDescriptionSummary")).isNotNull();
    assertThat(texts(described, "Shards", "ShardId")).hasSize(4);

    Obj lineage = json(done("lineage", "show", stream, "--output", "json")).getFirst();
    assertThat(texts(lineage, "Shards", "State"))
        .containsExactly("CLOSED", "CLOSED", "CLOSED", "OPEN");
    assertThat(list(lineage, "Strays").json()).isEqualTo("[{\"Partition\":1,\"Records\":2}]");
    assertThat(done("lineage", "show", stream, "--ascii"))
        .contains(
            "\n|-o shardId-000000000001 ",
            "\n| `-* shardId-000000000003 ",
            "\n`-o shardId-000000000002 ",
            "\n  `-* shardId-000000000003  (merged: see under shardId-000000000001)",
            "Partition 1 has no shard now, and 2 records without a header lie behind");
  }

  private static String data(Obj line) {
    return new String(Base64.getDecoder().decode(String.valueOf(line.text("Data"))), UTF_8);
  }

  private static void writesLikeAStaleProducer(String topic) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", SharedServer.broker().bootstrapServers()),
            new StringSerializer(),
            new StringSerializer())) {
      for (String value : List.of("a", "b")) {
        var _ = producer.send(new ProducerRecord<>(topic, 1, "k", value));
      }
    }
  }

  @Test
  void whatTheServerRefusesIsItsOwnSentenceAndCode1() {
    String stream = StreamNames.fresh("cli");
    try (Program.Run run = start("streams", "put", stream, "x")) {
      assertThat(run.awaitEnd()).isEqualTo(1);
      assertThat(run.output())
          .isEqualTo(
              "offshard: ResourceNotFoundException: Stream %s under account 000000000000 not found.\n"
                  .formatted(stream));
    }
    try (Program.Run run = start("streams", "tail", stream, "--from", "yesterday")) {
      assertThat(run.awaitEnd()).isEqualTo(2);
      assertThat(run.output()).startsWith("offshard: --from \"yesterday\" is neither");
    }
  }
}
