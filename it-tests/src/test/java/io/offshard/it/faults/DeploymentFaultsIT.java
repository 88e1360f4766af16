// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.Command;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.ServerInThisJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * What befalls a deployment besides brokers that are away or silent. Clients write all the time:
 * they are told what they repeat by themselves, all that was acknowledged is there afterwards, and
 * how long it takes until all of them are acknowledged again is printed.
 */
final class DeploymentFaultsIT {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory = Path.of("");

  private static void awaitFailures(List<Writer> writers) {
    Awaitility.await("failures")
        .atMost(PATIENCE)
        .until(() -> writers.stream().noneMatch(writer -> writer.failures().isEmpty()));
  }

  private static void awaitRecovery(String fault, List<Writer> writers) {
    long end = System.nanoTime();
    Writer.awaitMore(writers);
    System.out.printf(
        "%s: all writers acknowledged again %.1f s after its end; they were told %s%n",
        fault, (System.nanoTime() - end) / 1e9, writers.getFirst().failures());
    writers.forEach(Writer::stop);
  }

  @Test
  void aLineageTopicThatTakesNothingStopsWritesUntilItDoesAgain() {
    try (ProcessBroker broker = ProcessBroker.start(directory.resolve("broker"));
        OffshardProcess server =
            OffshardProcess.serve(directory.resolve("server"), broker.bootstrapServers());
        KinesisClient kinesis = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 2);
      List<Writer> writers = Writer.ofBoth(stream, 2, 3);
      Writer.awaitMore(writers);

      largest(broker, "1");
      awaitFailures(writers);
      assertThat(server.ask("/livez").statusCode()).isEqualTo(200);
      assertThat(server.ask("/readyz").body()).contains("lineage: ");
      largest(broker, "1048588");
      awaitRecovery("lineage topic that takes nothing", writers);
      Writer.assertFailedForAWhileOnly(writers);
      ReadBack.agrees(stream, writers);
      Awaitility.await().atMost(PATIENCE).until(server::isReady);
    }
  }

  /** A topic whose records must be smaller than any is one that cannot be written. */
  private static void largest(ProcessBroker broker, String bytes) {
    ConfigResource lineage = new ConfigResource(ConfigResource.Type.TOPIC, "__offshard_lineage");
    AlterConfigOp change =
        new AlterConfigOp(new ConfigEntry("max.message.bytes", bytes), AlterConfigOp.OpType.SET);
    new OwnedTopic(broker.bootstrapServers(), "__offshard_lineage")
        .admin(
            admin -> admin.incrementalAlterConfigs(Map.of(lineage, List.of(change))).all().get());
  }

  @Test
  void aFullDiskOfTheBrokerLosesNothing() throws IOException {
    Path disk = Files.createDirectories(directory.resolve("disk"));
    boolean mounted = new Command(mount("size=48m", disk), directory).run().status() == 0;
    if (!mounted) {
      System.out.println("A full disk was not tried: only root may mount a small one.");
    }
    Assumptions.assumeTrue(mounted);
    try (ProcessBroker broker = ProcessBroker.start(disk);
        OffshardProcess server =
            OffshardProcess.serve(directory.resolve("server"), broker.bootstrapServers());
        KinesisClient kinesis = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 2);
      LiveStream large = LiveStream.create(kinesis, 2);
      List<Writer> writers = Writer.ofBoth(stream, 2, 3);
      Writer.awaitMore(writers);

      try (Hammer hammer =
          new Hammer()
              .with(2, "PutRecord of 1 MB", () -> large.put(0, "key", new byte[1_000_000]))) {
        awaitFailures(writers);
        assertThat(hammer.outcomes()).isNotEmpty();
      }
      assertThat(server.ask("/livez").statusCode()).isEqualTo(200);
      var _ = new Command(mount("remount,size=400m", disk), directory).succeed();
      broker.kill();
      broker.restart();
      awaitRecovery("full disk of the broker", writers);
      Writer.assertFailedForAWhileOnly(writers);
      ReadBack.agrees(stream, writers);
    } finally {
      var _ = new Command(List.of("umount", "-l", disk.toString()), directory).run();
    }
  }

  private static List<String> mount(String options, Path disk) {
    return List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString());
  }

  @Test
  void aServerOutOfMemoryEndsAndStartsAgainWithAllThatItHasAcknowledged() {
    Map<String, String> small =
        Map.of("OFFSHARD_JAVA_OPTS", "-Xmx80m", "OFFSHARD_API_IN_FLIGHT_BODY_BYTES", "1GiB");
    try (ProcessBroker broker = ProcessBroker.start(directory.resolve("broker"));
        OffshardProcess server =
            OffshardProcess.serve(directory.resolve("server"), broker.bootstrapServers(), small);
        KinesisClient kinesis = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 2);
      LiveStream large = LiveStream.create(kinesis, 2);
      List<Writer> writers = Writer.ofBoth(stream, 2, 3);
      Writer.awaitMore(writers);

      try (Hammer hammer =
          new Hammer()
              .with(40, "PutRecord of 1 MB", () -> large.put(0, "key", new byte[1_000_000]))) {
        assertThat(server.awaitEnd()).isNotZero();
        assertThat(hammer.outcomes()).isNotEmpty();
      }
      server.startAgain();
      awaitRecovery("server out of memory, started again", writers);
      ReadBack.agrees(stream, writers);
    }
  }

  @Test
  void aClockThatJumpsChangesNothingButTheAgeOfIterators() {
    try (ServerInThisJvm server = new ServerInThisJvm(directory);
        KinesisClient kinesis = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.create(kinesis, 2);
      List<Writer> writers = Writer.ofBoth(stream, 2, 3);
      Writer.awaitMore(writers);

      for (Duration jump : List.of(Duration.ofHours(1), Duration.ofHours(-2))) {
        server.clock().holdAfter(jump);
        Writer.awaitMore(writers);
        assertThat(stream.page(stream.iterator(0, TRIM_HORIZON)).records()).isNotEmpty();
      }
      server.clock().release();
      awaitRecovery("clock that jumps", writers);
      assertThat(writers).allSatisfy(writer -> assertThat(writer.failures()).isEmpty());
      ReadBack.agrees(stream, writers);
    }
  }
}
