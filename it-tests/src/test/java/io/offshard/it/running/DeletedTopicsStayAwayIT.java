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
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Brokers that make every topic that somebody names, and a stream that is written to while it is
 * deleted.
 */
final class DeletedTopicsStayAwayIT {
  private static final int WRITERS = 4;

  /** A producer that had not forgotten the topic would name it within ten seconds. */
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(12);

  @Test
  void aDeletedTopicIsNotBroughtBackByThoseWhoStillWriteToIt(@TempDir Path directory)
      throws Exception {
    try (ProcessBroker broker =
            ProcessBroker.start(
                directory.resolve("broker"), Map.of("auto.create.topics.enable", "true"));
        OffshardProcess one =
            OffshardProcess.serve(directory.resolve("one"), broker.bootstrapServers());
        OffshardProcess other =
            OffshardProcess.serve(directory.resolve("other"), broker.bootstrapServers());
        KinesisClient a = JavaClients.sync(one.endpoint());
        KinesisClient b = JavaClients.sync(other.endpoint());
        Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      assertThat(one.output()).contains("auto.create.topics.enable");
      String name = LiveStream.create(a, 2).name();
      AtomicBoolean stop = new AtomicBoolean();
      try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
        for (int i = 0; i < WRITERS; i++) {
          writers.execute(() -> write(b, name, stop));
        }
        try {
          a.deleteStream(request -> request.streamName(name));
          long start = System.nanoTime();
          Awaitility.await()
              .atMost(Duration.ofSeconds(90))
              .untilAsserted(
                  () ->
                      assertThatThrownBy(
                              () -> a.describeStreamSummary(request -> request.streamName(name)))
                          .isInstanceOf(ResourceNotFoundException.class));
          System.out.printf(
              "[delete] gone after %d ms with auto.create.topics.enable%n",
              Duration.ofNanos(System.nanoTime() - start).toMillis());
          Awaitility.await()
              .during(LONG_ENOUGH)
              .atMost(LONG_ENOUGH.plusSeconds(20))
              .until(() -> !admin.listTopics().names().get().contains(name));
        } finally {
          stop.set(true);
        }
      }
    }
  }

  private static void write(KinesisClient client, String stream, AtomicBoolean stop) {
    while (!stop.get()) {
      try {
        var _ =
            client.putRecord(
                request ->
                    request
                        .streamName(stream)
                        .partitionKey("key")
                        .data(SdkBytes.fromUtf8String("data")));
      } catch (KinesisException e) {
        // The stream is on its way out.
      }
    }
  }
}
