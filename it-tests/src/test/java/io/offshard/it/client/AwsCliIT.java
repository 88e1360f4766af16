// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** The CLI takes a second for each call, so it puts fewer records than the others. */
final class AwsCliIT extends ClientContract {

  @TempDir static Path directory = Path.of("");

  @Override
  ClientDriver driver() {
    return new AwsCliDriver(Installed.awsCli(), directory);
  }

  @Override
  int records() {
    return 1002;
  }

  @Test
  void listsAndDescribesAndDeletesAStream() {
    AwsCli aws = new AwsCli(Installed.awsCli(), SharedServer.endpoint(), directory);
    String stream = StreamNames.fresh("cli");

    aws.kinesis("create-stream", "--stream-name", stream, "--shard-count", "2");
    Awaitility.await()
        .untilAsserted(() -> assertThat(description(aws, stream, "Shards").asArray()).hasSize(2));
    assertThat(description(aws, stream, "StreamStatus").asString()).isEqualTo("ACTIVE");
    assertThat(streams(aws)).contains(stream);

    aws.kinesis("delete-stream", "--stream-name", stream);
    Awaitility.await().untilAsserted(() -> assertThat(streams(aws)).doesNotContain(stream));
  }

  @Test
  void namesTheErrorOfAnUnknownStream() {
    AwsCli aws = new AwsCli(Installed.awsCli(), SharedServer.endpoint(), directory);

    Command.Outcome outcome = aws.failing("describe-stream", "--stream-name", "not-there");

    assertThat(outcome.status()).isNotZero();
    assertThat(outcome.errors())
        .contains("(ResourceNotFoundException)")
        .contains("Stream not-there under account 000000000000 not found.");
  }

  private static JsonNode description(AwsCli aws, String stream, String member) {
    JsonNode answer = aws.kinesis("describe-stream", "--stream-name", stream);
    return answer.field("StreamDescription").flatMap(found -> found.field(member)).orElseThrow();
  }

  private static List<String> streams(AwsCli aws) {
    return aws.kinesis("list-streams").field("StreamNames").orElseThrow().asArray().stream()
        .map(JsonNode::asString)
        .toList();
  }
}
