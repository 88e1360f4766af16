// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.SharedServer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Somebody deletes a stream's topic with Kafka's tools, and makes another one of its name. */
final class TopicDeletedOutsideIT {
  private final String brokers = SharedServer.broker().bootstrapServers();
  private final LiveStream stream = LiveStream.create(JavaClients.shared(), 1);

  @Test
  void theStreamIsGoneForItsReadersAndTheOtherTopicsRecordsAreNeverShown() throws Exception {
    stream.put(0, "ours");
    String old = stream.iterator(0, ShardIteratorType.TRIM_HORIZON);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", brokers))) {
      admin.deleteTopics(List.of(stream.name())).all().get();
    }
    assertGone(() -> stream.page(old));

    Content content = new Content(brokers, new Random(1));
    Awaitility.await()
        .ignoreExceptionsInstanceOf(ExecutionException.class)
        .until(() -> content.create(stream.name(), 1, Map.of()), created -> true);
    content.plain(stream.name(), 0, "none", 20);
    assertGone(() -> stream.page(old));
    assertGone(() -> stream.iterator(0, ShardIteratorType.LATEST));
    // This one is given without a look at Kafka; it leads nowhere all the same.
    assertGone(() -> stream.page(stream.iterator(0, ShardIteratorType.TRIM_HORIZON)));
  }

  private static void assertGone(Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(
            ResourceNotFoundException.class,
            gone ->
                assertThat(gone.awsErrorDetails().errorMessage())
                    .startsWith("Shard shardId-000000000000 in stream under account")
                    .endsWith("does not exist"));
  }
}
