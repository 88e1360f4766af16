// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.yandex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.PlainHttp;
import io.offshard.it.client.SecureServer;
import io.offshard.it.client.YandexTour;
import io.offshard.it.server.SharedServer;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Who may call where credentials are asked for. */
@TestInstance(Lifecycle.PER_CLASS)
final class YandexCallersIT {
  private static final String TOKEN = "t1.9euelZqVjpWQjI";

  private Path directory = Path.of("");
  private SecureServer server;

  @BeforeAll
  void start(@TempDir Path given) throws IOException {
    directory = given;
    Path tokens = directory.resolve("tokens");
    Files.writeString(tokens, "orders-team: " + TOKEN);
    server =
        new SecureServer(
            directory,
            SharedServer.broker().bootstrapServers(),
            Map.of(
                "OFFSHARD_DIALECTS", "[yandex, kinesis, dynamodb-streams]",
                "OFFSHARD_YANDEX_DATABASE", SharedServer.DATABASE,
                "OFFSHARD_YANDEX_TOKENS_FILE", tokens.toString(),
                "OFFSHARD_AUTH_REGION", "us-east-1",
                "OFFSHARD_LINEAGE_TOPIC", "__offshard_yandex_callers"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  private YandexCall.Answer list(String path, String... headers) {
    return new YandexCall(server.clearEndpoint())
        .at(path, "ListStreams", YandexCall.JSON, "{}".getBytes(UTF_8), headers);
  }

  @Test
  void staticKeysSignThePathOfTheDatabaseToo() {
    new YandexTour(server.clearEndpoint().resolve(SharedServer.DATABASE), "", directory).signed();
  }

  @Test
  void aTokenIsEnoughInEitherHeaderAndIsNotLogged() {
    assertThat(list("/", "Authorization", "Bearer " + TOKEN).status()).isEqualTo(200);
    assertThat(list("/", "X-YaCloud-SubjectToken", TOKEN).status()).isEqualTo(200);
    assertThat(server.output()).contains("orders-team").doesNotContain(TOKEN);
  }

  @Test
  void whoIsNotKnownIsToldWhatIsMissing() {
    assertRefused(
        list(SharedServer.DATABASE),
        "IncompleteSignature",
        "Neither Credentials nor IAM token was provided");
    assertRefused(
        list(SharedServer.DATABASE, "Authorization", "Bearer wrong"),
        "AccessDeniedException",
        "The security token included in the request is invalid.");
    assertRefused(
        list(SharedServer.DATABASE, "Authorization", signed("us-east-1"), "X-Amz-Date", "x"),
        "IncompleteSignature",
        "Wrong service region: got us-east-1 expected ru-central1");
    assertThat(
            list("/", "Authorization", signed("ru-central1"), "X-Amz-Date", "20200101T000000Z")
                .type())
        .isEqualTo("AccessDeniedException");
  }

  @Test
  void aCallOfDynamoDbStreamsIsOneWhateverRegionItIsSignedFor() {
    HttpRequest request =
        HttpRequest.newBuilder(server.clearEndpoint())
            .header("X-Amz-Target", "DynamoDBStreams_20120810.ListStreams")
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("Authorization", signed("ru-central1"))
            .POST(BodyPublishers.ofString("{}"))
            .build();

    assertThat(PlainHttp.send(request, BodyHandlers.ofString()).body())
        .contains("com.amazonaws.dynamodb.v20120810");
  }

  private static String signed(String region) {
    return "AWS4-HMAC-SHA256 Credential=test/20200101/%s/kinesis/aws4_request,".formatted(region)
        + " SignedHeaders=host;x-amz-target, Signature=00";
  }

  private static void assertRefused(YandexCall.Answer answer, String type, String message) {
    assertThat(answer.type()).isEqualTo(type);
    assertThat(answer.message()).isEqualTo(message);
    assertThat(answer.status()).isEqualTo(400);
  }
}
