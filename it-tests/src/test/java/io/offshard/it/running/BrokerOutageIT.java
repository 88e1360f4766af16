// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/**
 * {@code offshard serve} while its Kafka is away: errors that clients retry, and no restart needed
 * after.
 */
final class BrokerOutageIT {

  @TempDir Path directory = Path.of("");

  @Test
  void callsFailWhileTheBrokerIsAwayAndWorkAgainWhenItIsBack() {
    try (ProcessBroker broker = ProcessBroker.start(directory.resolve("broker"));
        OffshardProcess server =
            OffshardProcess.serve(directory.resolve("server"), broker.bootstrapServers());
        KinesisClient kinesis = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 1);
      stream.put(0, "before");

      broker.kill();
      assertThatThrownBy(() -> stream.put(0, "lost"))
          .isInstanceOfSatisfying(
              KinesisException.class, failure -> assertThat(failure.statusCode()).isEqualTo(500));
      Awaitility.await("not ready").atMost(Duration.ofSeconds(30)).until(() -> !server.isReady());

      broker.restart();
      Awaitility.await("ready again").atMost(Duration.ofSeconds(60)).until(server::isReady);
      stream.put(0, "after");
      assertThat(stream.texts(0)).startsWith("before").endsWith("after");
    }
  }
}
