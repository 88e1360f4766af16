// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Memory is bounded: more large answers at once than the heap could hold. */
final class LargeAnswersIT {
  private static final int READERS = 200;

  @Test
  void manyReadersOfLargeRecordsGetThemOrTheThrottleErrorAndTheServerLives() {
    LiveStream stream =
        LiveStream.create(
            JavaClients.shared(),
            StreamNames.fresh("large"),
            1,
            request -> request.maxRecordSizeInKiB(10_240));
    stream.put(0, "key", new byte[9 << 20]);
    String body = "{\"ShardIterator\":\"%s\"}".formatted(stream.iterator(0, TRIM_HORIZON));

    try (HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      HttpRequest request =
          HttpRequest.newBuilder(SharedServer.endpoint())
              .header("X-Amz-Target", "Kinesis_20131202.GetRecords")
              .header("Content-Type", "application/x-amz-json-1.1")
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();
      List<CompletableFuture<HttpResponse<Void>>> all =
          IntStream.range(0, READERS)
              .mapToObj(_ -> http.sendAsync(request, HttpResponse.BodyHandlers.discarding()))
              .toList();

      assertThat(all)
          .extracting(answer -> answer.join().statusCode())
          .contains(200)
          .isSubsetOf(200, 400);
    }
    assertThat(stream.page(stream.iterator(0, TRIM_HORIZON)).records()).hasSize(1);
  }
}
