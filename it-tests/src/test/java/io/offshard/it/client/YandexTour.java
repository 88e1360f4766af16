// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.Project;
import io.offshard.it.server.StreamNames;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Every operation of Yandex Data Streams, each client on streams of its own.
 *
 * @param endpoint with or without the path of the database
 * @param prefix what stands before a stream's own name, empty where the endpoint has the path
 */
public record YandexTour(URI endpoint, String prefix, Path directory) {

  private String fresh() {
    return prefix + "tours/" + StreamNames.fresh("yandex");
  }

  /** As far as boto3 knows the operations. */
  public void boto3() {
    script("tour_yandex.py");
  }

  /** The others. */
  public void signed() {
    script("tour_yandex_signed.py");
  }

  private void script(String name) {
    new Command(
            List.of(
                Installed.pythonWithBoto3().toString(),
                Project.testFile("python/" + name).toString(),
                endpoint.toString(),
                fresh()),
            directory)
        .succeed();
  }

  /** The ones that the documentation shows with the AWS CLI. */
  public void awsCli() {
    AwsCli aws =
        new AwsCli(
            Installed.awsCli(),
            endpoint,
            directory,
            Map.of("AWS_REGION", "ru-central1", "AWS_DEFAULT_REGION", "ru-central1"));
    String stream = fresh();
    aws.kinesis("create-stream", "--stream-name", stream, "--shard-count", "2");
    JsonNode put =
        aws.kinesis(
            "put-record",
            "--stream-name",
            stream,
            "--partition-key",
            "a",
            "--cli-binary-format",
            "raw-in-base64-out",
            "--data",
            "hello",
            "--explicit-hash-key",
            "0");
    assertThat(CliTour.at(put, "ShardId")).isEqualTo("shard-000000");
    assertThat(CliTour.at(put, "SequenceNumber")).isEqualTo("0");
    aws.kinesis(
        "update-shard-count",
        "--stream-name",
        stream,
        "--target-shard-count",
        "3",
        "--scaling-type",
        "UNIFORM_SCALING");
    JsonNode described = aws.kinesis("describe-stream", "--stream-name", stream);
    assertThat(CliTour.at(described, "StreamDescription.Shards.2.ShardId"))
        .isEqualTo("shard-000002");
    String iterator =
        CliTour.at(
            aws.kinesis(
                "get-shard-iterator",
                "--stream-name",
                stream,
                "--shard-id",
                "shard-000000",
                "--shard-iterator-type",
                "TRIM_HORIZON"),
            "ShardIterator");
    JsonNode page = aws.kinesis("get-records", "--shard-iterator", iterator);
    assertThat(CliTour.at(page, "Records.0.Data")).isEqualTo("aGVsbG8=");
    assertThat(aws.kinesis("list-streams").toString())
        .contains(stream.substring(stream.indexOf("tours/")));
    aws.kinesis("delete-stream", "--stream-name", stream);
    assertThat(aws.failing("describe-stream", "--stream-name", stream).errors())
        .contains("(ResourceNotFoundException)", "does not exist or you do not have access rights");
  }
}
