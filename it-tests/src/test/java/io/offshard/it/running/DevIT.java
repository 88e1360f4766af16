// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.running;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.LATEST;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.faults.ReadBack;
import io.offshard.it.faults.Writer;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Program;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * {@code offshard dev} is stopped and killed in every way, and nothing acknowledged is missing
 * after.
 */
final class DevIT {

  private static final int SHARDS = 2;
  private static final int ENOUGH = 400;

  @TempDir static Path directory = Path.of("");

  private static OffshardProcess dev;
  private static KinesisClient kinesis;

  @BeforeAll
  static void startsDev() {
    dev = OffshardProcess.dev(directory);
    kinesis = JavaClients.impatient(dev.endpoint());
  }

  @AfterAll
  static void stopsDev() {
    kinesis.close();
    dev.close();
  }

  @Test
  void aStopAndAStartKeepStreamsRecordsAndIterators() {
    LiveStream stream = LiveStream.create(kinesis, 1);
    String before = stream.put(0, "before").sequenceNumber();
    String start = stream.iterator(0, TRIM_HORIZON);
    String latest = stream.iterator(0, LATEST);

    dev.stop();
    dev.startAgain();
    String after = stream.put(0, "after").sequenceNumber();

    assertThat(stream.textsFrom(start)).containsExactly("before", "after");
    assertThat(stream.textsFrom(latest)).containsExactly("after");
    assertThat(new BigInteger(after)).isGreaterThan(new BigInteger(before));
  }

  @Test
  void itSaysWhereItListensAndWhatToTry() {
    assertThat(dev.output())
        .contains(
            dev.endpoint().toString(), dev.management().toString(), "create-stream", "get-records");
  }

  @Test
  void aSecondInstanceOnTheSameDirectoryIsRefused() {
    try (Program.Run second = dev.program().start()) {
      assertThat(second.awaitEnd()).isNotZero();
      assertThat(second.output().strip().lines())
          .singleElement()
          .asString()
          .contains("another offshard dev");
    }
  }

  @Test
  void nothingAcknowledgedIsLostWhenProgramAndBrokerAreKilled() {
    survives(
        () -> {
          dev.killWithBroker();
          dev.startAgain();
        });
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheProgramIsKilled() {
    survives(
        () -> {
          dev.kill();
          dev.startAgain();
        });
  }

  @Test
  void nothingAcknowledgedIsLostWhenTheBrokerIsKilled() {
    // The server waits for the new broker, so that its callers may see no more than a slow call.
    survives(dev::killBroker);
  }

  /** A writer runs while {@code fault} happens, and is told the truth. */
  private static void survives(Runnable fault) {
    LiveStream stream = LiveStream.create(kinesis, SHARDS);
    try (Writer writer = Writer.ofBatches(stream)) {
      Awaitility.await().until(() -> writer.acknowledgedCount() > ENOUGH);
      fault.run();
      int during = writer.acknowledgedCount();
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> writer.acknowledgedCount() > during + ENOUGH);
      writer.close();
      ReadBack.agrees(stream, List.of(writer));
    }
  }
}
