// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.AccessDeniedException;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.InternalFailureException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * What clients may do with topics that belong to others: on one replica they must not change them;
 * another replica exposes others, and there they may.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class OwnersRightsIT {
  private ProcessBroker broker;
  private OffshardProcess strict;
  private OffshardProcess altering;
  private KinesisClient a;
  private KinesisClient b;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = ProcessBroker.start(directory.resolve("broker"));
    strict = serve(directory.resolve("strict"), "[nat-*]", Map.of());
    altering =
        serve(
            directory.resolve("altering"),
            "[my-*]",
            Map.of("OFFSHARD_STREAMS_NATIVE_ALTER", "true"));
    a = JavaClients.sync(strict.endpoint());
    b = JavaClients.sync(altering.endpoint());
  }

  private OffshardProcess serve(Path directory, String exposed, Map<String, String> settings) {
    Map<String, String> all = new HashMap<>(settings);
    all.put("OFFSHARD_STREAMS_EXPOSE", exposed);
    all.put("OFFSHARD_STREAMS_NATIVE_POLL", "200ms");
    return OffshardProcess.serve(directory, broker.bootstrapServers(), all);
  }

  @AfterAll
  void stop() {
    a.close();
    b.close();
    strict.close();
    altering.close();
    broker.close();
  }

  /** A topic that is a stream on that replica. */
  private OwnedTopic exposed(KinesisClient replica, String prefix) {
    String name = StreamNames.fresh(prefix);
    OwnedTopic topic = OwnedTopic.create(broker.bootstrapServers(), name, 1, Map.of());
    LiveStream.await(replica, name, 1);
    return topic;
  }

  @Test
  void whatIsTheOwnersToDecideIsRefused() {
    OwnedTopic topic = exposed(a, "nat");
    String name = topic.name();
    String arn = new LiveStream(a, name, 1).summary().streamARN();

    assertDenied(name, () -> a.deleteStream(r -> r.streamName(name)));
    assertDenied(
        name,
        () -> a.increaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(8000)));
    assertDenied(
        name,
        () -> a.decreaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(24)));
    assertDenied(name, () -> a.updateMaxRecordSize(r -> r.streamARN(arn).maxRecordSizeInKiB(2048)));
    assertDenied(
        name,
        () ->
            a.startStreamEncryption(
                r -> r.streamName(name).encryptionType(EncryptionType.KMS).keyId("k")));
    assertDenied(
        name,
        () ->
            a.stopStreamEncryption(
                r -> r.streamName(name).encryptionType(EncryptionType.KMS).keyId("k")));
    a.addTagsToStream(r -> r.streamName(name).tags(Map.of("team", "blue")));
    assertThat(topic.setting("retention.ms")).isEqualTo("604800000");
  }

  private static void assertDenied(String stream, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining(
            "Stream %s cannot be changed or deleted: its topic belongs to somebody else", stream);
  }

  @Test
  void whereItIsAllowedTheTopicIsAlteredAndDeleted() {
    OwnedTopic topic = exposed(b, "my");
    String name = topic.name();
    LiveStream stream = new LiveStream(b, name, 1);
    String arn = stream.summary().streamARN();

    settled(
        () -> b.increaseStreamRetentionPeriod(r -> r.streamName(name).retentionPeriodHours(200)));
    awaitSetting(topic, "retention.ms", "720000000");
    settled(() -> b.updateMaxRecordSize(r -> r.streamARN(arn).maxRecordSizeInKiB(2048)));
    awaitSetting(topic, "max.message.bytes", Integer.toString((2048 << 10) + 96));
    stream.put(0, "k", new byte[2_000_000]);
    assertThat(stream.summary().retentionPeriodHours()).isEqualTo(200);

    settled(() -> b.deleteStream(r -> r.streamName(name)));
    Awaitility.await().untilAsserted(() -> assertNotFound(stream::summary));
    OwnedTopic.create(broker.bootstrapServers(), name, 1, Map.of());
    String remark = "Topic " + name + " is no stream: a stream of that";
    Awaitility.await().until(() -> altering.output().contains(remark));
    assertNotFound(stream::summary);
  }

  private static void awaitSetting(OwnedTopic topic, String name, String value) {
    Awaitility.await().untilAsserted(() -> assertThat(topic.setting(name)).isEqualTo(value));
  }

  /** As soon as the change before has been made. */
  private static void settled(Runnable call) {
    Awaitility.await()
        .ignoreExceptionsInstanceOf(ResourceInUseException.class)
        .untilAsserted(call::run);
  }

  @Test
  void aReplicaThatDoesNotExposeAStreamDoesNotKnowItButDoesNotTellReadersSo() {
    String name = exposed(a, "nat").name();
    String iterator = new LiveStream(a, name, 1).iterator(0, TRIM_HORIZON);
    LiveStream hidden = new LiveStream(b, name, 1);

    assertNotFound(hidden::summary);
    for (ThrowingCallable read :
        List.<ThrowingCallable>of(
            () -> hidden.page(iterator), () -> hidden.iterator(0, TRIM_HORIZON))) {
      assertThatThrownBy(read).isInstanceOf(InternalFailureException.class);
    }
    assertNotFound(() -> hidden.put(0, "x"));
    assertNotFound(() -> b.addTagsToStream(r -> r.streamName(name).tags(Map.of("a", "b"))));
    assertNotFound(() -> b.deleteStream(r -> r.streamName(name)));
    assertThatThrownBy(() -> b.createStream(r -> r.streamName(name).shardCount(1)))
        .isInstanceOf(ResourceInUseException.class);
    assertThat(b.listStreamsPaginator(r -> {}).streamNames()).doesNotContain(name);
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(ResourceNotFoundException.class);
  }
}
