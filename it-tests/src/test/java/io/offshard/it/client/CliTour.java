// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.protocols.jsoncore.JsonWriter;

/** The tour with the AWS CLI, as far as its version knows the operations. */
final class CliTour {
  private final AwsCli aws;
  private final Path directory;
  private final Map<String, String> kept = new HashMap<>();

  CliTour(AwsCli aws, Path directory, String stream) {
    this.aws = aws;
    this.directory = directory;
    kept.put("stream", stream);
  }

  void run(List<TourStep> steps) throws IOException {
    String known = aws.failing("help-me").errors();
    for (TourStep step : steps) {
      String command = command(step.operation());
      if (!known.contains(command)) {
        continue;
      }
      if (step.settled()) {
        Awaitility.await().until(this::status, "ACTIVE"::equals);
      }
      Path input = Files.write(directory.resolve("step.json"), json(step.input()));
      JsonNode answer = aws.kinesis(command, "--cli-input-json", "file://" + input);
      step.expect()
          .forEach(
              (path, expected) ->
                  assertThat(at(answer, path)).as(path).isEqualTo(filled(expected)));
      step.keep().forEach((name, path) -> kept.put(name, at(answer, path.asString())));
    }
  }

  private static String command(String operation) {
    return operation.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private String status() {
    JsonNode answer =
        aws.kinesis("describe-stream-summary", "--stream-name", TourStep.filled("${stream}", kept));
    return at(answer, "StreamDescriptionSummary.StreamStatus");
  }

  private byte[] json(JsonNode node) {
    JsonWriter json = JsonWriter.create();
    write(json, node);
    return json.getBytes();
  }

  private void write(JsonWriter json, JsonNode node) {
    if (node.isObject()) {
      json.writeStartObject();
      node.asObject()
          .forEach(
              (name, value) -> {
                json.writeFieldName(name);
                write(json, value);
              });
      json.writeEndObject();
    } else if (node.isArray()) {
      json.writeStartArray();
      node.asArray().forEach(value -> write(json, value));
      json.writeEndArray();
    } else if (node.isNumber()) {
      json.writeNumber(node.asNumber());
    } else {
      json.writeValue(filled(node));
    }
  }

  private String filled(JsonNode value) {
    return value.isString() ? TourStep.filled(value.asString(), kept) : value.text();
  }

  static String at(JsonNode answer, String path) {
    JsonNode value = answer;
    for (String part : path.split("\\.")) {
      value =
          value.isArray()
              ? value.asArray().get(Integer.parseInt(part))
              : value.field(part).orElseThrow();
    }
    return value.isString() ? value.asString() : value.text();
  }
}
