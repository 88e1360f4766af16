// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.running;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.LineageCodec;
import io.offshard.mapping.lineage.LineageEvent;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.EncryptionType;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.MetricsName;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentInputStatus;
import software.amazon.awssdk.services.kinesis.model.MinimumThroughputBillingCommitmentOutputStatus;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.Tag;

/** Settings that are changed on one of two replicas and read on the other. */
final class SettingsIT {
  private static final String LINEAGE = "__offshard_lineage";
  private static final String KEY = "alias/aws/kinesis";

  @TempDir static Path directory = Path.of("");
  private static ProcessBroker broker;
  private static OffshardProcess one;
  private static OffshardProcess other;
  private static KinesisClient a;
  private static KinesisClient b;
  private static Admin admin;
  private static KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void start() {
    broker = ProcessBroker.start(directory.resolve("broker"));
    one = OffshardProcess.serve(directory.resolve("one"), broker.bootstrapServers());
    other = OffshardProcess.serve(directory.resolve("other"), broker.bootstrapServers());
    a = JavaClients.sync(one.endpoint());
    b = JavaClients.sync(other.endpoint());
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void stop() {
    producer.close();
    admin.close();
    a.close();
    b.close();
    one.stop();
    other.stop();
    broker.close();
  }

  private static void awaitActive(LiveStream stream) {
    Awaitility.await().until(() -> stream.summary().streamStatus(), StreamStatus.ACTIVE::equals);
  }

  private static String topicRetention(LiveStream stream) throws Exception {
    ConfigResource topic = new ConfigResource(ConfigResource.Type.TOPIC, stream.name());
    Config found = admin.describeConfigs(List.of(topic)).all().get().get(topic);
    return Objects.requireNonNull(found).get("retention.ms").value();
  }

  private static List<Tag> tags(KinesisClient kinesis, LiveStream stream) {
    return kinesis.listTagsForStream(request -> request.streamName(stream.name())).tags();
  }

  private static Tag tag(String key, String value) {
    return Tag.builder().key(key).value(value).build();
  }

  @Test
  void tagsGivenToBothReplicasAtTheSameTimeAreAllThere() {
    LiveStream onA = LiveStream.create(a, 1);
    CompletableFuture<?>[] calls =
        IntStream.range(0, 20)
            .mapToObj(
                n ->
                    CompletableFuture.runAsync(
                        () ->
                            (n % 2 == 0 ? a : b)
                                .addTagsToStream(
                                    request ->
                                        request
                                            .streamName(onA.name())
                                            .tags(Map.of("k%02d".formatted(n), "v" + n)))))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(calls).join();

    List<Tag> all =
        IntStream.range(0, 20).mapToObj(n -> tag("k%02d".formatted(n), "v" + n)).toList();
    assertThat(tags(a, onA)).isEqualTo(all);
    assertThat(tags(b, onA)).isEqualTo(all);
  }

  @Test
  void tagsChangedOnOneAreListedByTheOtherAtOnce() {
    LiveStream onA = LiveStream.create(a, 1);
    String arn = onA.summary().streamARN();
    a.tagResource(request -> request.resourceARN(arn).tags(Map.of("a", "1", "b", "2", "c", "3")));
    assertThat(tags(b, onA)).containsExactly(tag("a", "1"), tag("b", "2"), tag("c", "3"));
    b.removeTagsFromStream(request -> request.streamName(onA.name()).tagKeys("b", "x"));
    assertThat(a.listTagsForResource(request -> request.resourceARN(arn)).tags())
        .containsExactly(tag("a", "1"), tag("c", "3"));
    a.untagResource(request -> request.resourceARN(arn).tagKeys("a", "c"));
    assertThat(tags(b, onA)).isEmpty();

    assertThatThrownBy(
            () ->
                a.tagResource(
                    request -> request.resourceARN(arn + "/consumer/c:1").tags(Map.of("a", "1"))))
        .isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () ->
                b.addTagsToStream(
                    request -> request.streamName(onA.name()).tags(Map.of("50 %", ""))))
        .isInstanceOf(InvalidArgumentException.class);
  }

  @Test
  void theRetentionOfStreamAndTopicGoesUpAndDown() throws Exception {
    LiveStream onA = LiveStream.create(a, 1);
    LiveStream onB = new LiveStream(b, onA.name(), 1);
    a.increaseStreamRetentionPeriod(
        request -> request.streamName(onA.name()).retentionPeriodHours(72));
    awaitActive(onB);
    assertThat(onB.summary().retentionPeriodHours()).isEqualTo(72);
    assertThat(topicRetention(onA)).isEqualTo(millis(72));
    b.decreaseStreamRetentionPeriod(
        request -> request.streamName(onA.name()).retentionPeriodHours(48));
    awaitActive(onA);

    assertThat(onA.summary().retentionPeriodHours()).isEqualTo(48);
    assertThat(topicRetention(onA)).isEqualTo(millis(48));
    assertThatThrownBy(
            () ->
                a.increaseStreamRetentionPeriod(
                    request -> request.streamName(onA.name()).retentionPeriodHours(24)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("can not be shorter than existing retention period (48 hours)");
  }

  private static String millis(int hours) {
    return Long.toString(Duration.ofHours(hours).toMillis());
  }

  /** What Kafka still has, as the segment is not old enough, is over for the stream. */
  @Test
  void whatHasExpiredDoesNotComeBackWithALongerRetention() throws Exception {
    LiveStream onA = LiveStream.create(a, 1);
    LiveStream onB = new LiveStream(b, onA.name(), 1);
    letProducersStamp(onA.name());
    Instant now = Instant.now();
    produce(onA.name(), now.minus(Duration.ofHours(25)), "expired");
    produce(onA.name(), now.minus(Duration.ofHours(23)), "old");
    produce(onA.name(), now, "new");
    assertThat(onA.texts(0)).containsExactly("old", "new");

    a.increaseStreamRetentionPeriod(
        request -> request.streamName(onA.name()).retentionPeriodHours(72));
    awaitActive(onB);

    assertThat(onB.summary().retentionPeriodHours()).isEqualTo(72);
    assertThat(onA.texts(0)).containsExactly("old", "new");
    assertThat(onB.texts(0)).containsExactly("old", "new");
  }

  private static void letProducersStamp(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    ConfigEntry entry = new ConfigEntry("message.timestamp.type", "CreateTime");
    AlterConfigOp operation = new AlterConfigOp(entry, AlterConfigOp.OpType.SET);
    admin.incrementalAlterConfigs(Map.of(resource, List.of(operation))).all().get();
  }

  private static void produce(String topic, Instant at, String text) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                topic, 0, at.toEpochMilli(), "k".getBytes(UTF_8), text.getBytes(UTF_8)))
        .get();
  }

  @Test
  void aLargerRecordIsTakenOnceItsSizeIsAllowed() {
    LiveStream onA = LiveStream.create(a, 1);
    LiveStream onB = new LiveStream(b, onA.name(), 1);
    byte[] large = new byte[3 << 20];
    Arrays.fill(large, (byte) 7);
    assertThatThrownBy(() -> onA.put(0, "key", large))
        .isInstanceOf(KinesisException.class)
        .hasMessageContaining("Member must have length less than or equal to 1048576");

    a.updateMaxRecordSize(
        request -> request.streamARN(onA.summary().streamARN()).maxRecordSizeInKiB(4096));
    awaitActive(onA);
    assertThat(onA.summary().maxRecordSizeInKiB()).isEqualTo(4096);
    onB.put(0, "key", large);

    List<Record> read = onA.readFrom(onA.iterator(0, TRIM_HORIZON));
    assertThat(read).extracting(Record::data).containsExactly(SdkBytes.fromByteArray(large));
    assertThatThrownBy(() -> onA.put(0, "key", new byte[5 << 20]))
        .hasMessageContaining("Member must have length less than or equal to 4194304");
  }

  @Test
  void recordsAndAnswersSayThatTheyAreEncryptedWhileTheStreamIs() {
    LiveStream onA = LiveStream.create(a, 1);
    LiveStream onB = new LiveStream(b, onA.name(), 1);
    assertThat(onA.put(0, "before").encryptionType()).isNull();
    a.startStreamEncryption(
        request -> request.streamName(onA.name()).encryptionType(EncryptionType.KMS).keyId(KEY));
    awaitActive(onB);
    assertThat(onB.summary().encryptionType()).isEqualTo(EncryptionType.KMS);
    assertThat(onB.summary().keyId()).isEqualTo(KEY);
    awaitActive(onA);

    assertThat(onA.put(0, "after").encryptionType()).isEqualTo(EncryptionType.KMS);
    assertThat(putBatch(onB).encryptionType()).isEqualTo(EncryptionType.KMS);
    assertThat(onA.readFrom(onA.iterator(0, TRIM_HORIZON)))
        .extracting(Record::encryptionType)
        .containsExactly(EncryptionType.KMS, EncryptionType.KMS, EncryptionType.KMS);

    b.stopStreamEncryption(
        request -> request.streamName(onA.name()).encryptionType(EncryptionType.KMS).keyId(KEY));
    awaitActive(onA);
    assertThat(onA.summary().encryptionType()).isEqualTo(EncryptionType.NONE);
    assertThat(onA.readFrom(onA.iterator(0, TRIM_HORIZON)))
        .extracting(Record::encryptionType)
        .containsOnlyNulls();
  }

  private static PutRecordsResponse putBatch(LiveStream stream) {
    PutRecordsRequestEntry entry =
        PutRecordsRequestEntry.builder()
            .partitionKey("k")
            .data(SdkBytes.fromUtf8String("in a batch"))
            .build();
    return stream.kinesis().putRecords(request -> request.streamName(stream.name()).records(entry));
  }

  @Test
  void monitoringIsNotedAndShown() {
    LiveStream onA = LiveStream.create(a, 1);
    LiveStream onB = new LiveStream(b, onA.name(), 1);
    var enabled =
        a.enableEnhancedMonitoring(
            request ->
                request.streamName(onA.name()).shardLevelMetrics(MetricsName.INCOMING_BYTES));
    assertThat(enabled.currentShardLevelMetrics()).isEmpty();
    assertThat(enabled.desiredShardLevelMetrics()).containsExactly(MetricsName.INCOMING_BYTES);
    awaitActive(onB);
    var all =
        b.enableEnhancedMonitoring(
            request -> request.streamName(onA.name()).shardLevelMetrics(MetricsName.ALL));
    assertThat(all.currentShardLevelMetrics()).containsExactly(MetricsName.INCOMING_BYTES);
    assertThat(all.desiredShardLevelMetrics()).hasSize(7).doesNotContain(MetricsName.ALL);
    awaitActive(onA);

    assertThat(onA.summary().enhancedMonitoring().getFirst().shardLevelMetrics()).hasSize(7);
  }

  @Test
  void theCommitmentOfTheAccountIsThatOfTheDeployment() {
    assertThat(commitment(b)).isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
    a.updateAccountSettings(
        request ->
            request.minimumThroughputBillingCommitment(
                wanted -> wanted.status(MinimumThroughputBillingCommitmentInputStatus.ENABLED)));
    assertThat(commitment(b)).isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.ENABLED);
    b.updateAccountSettings(
        request ->
            request.minimumThroughputBillingCommitment(
                wanted -> wanted.status(MinimumThroughputBillingCommitmentInputStatus.DISABLED)));

    assertThat(commitment(a))
        .isEqualTo(
            MinimumThroughputBillingCommitmentOutputStatus.ENABLED_UNTIL_EARLIEST_ALLOWED_END);
  }

  private static MinimumThroughputBillingCommitmentOutputStatus commitment(KinesisClient kinesis) {
    return kinesis
        .describeAccountSettings(request -> {})
        .minimumThroughputBillingCommitment()
        .status();
  }

  /** The proposal is in the log and whoever made it is gone. */
  @Test
  void anUpdateThatItsReplicaHasLeftIsTakenUpAndNobodyWaitsForIt() throws Exception {
    LiveStream onA = LiveStream.create(a, 1);
    LineageEvent left =
        new Prepare(UUID.randomUUID(), new Alter(onA.name(), new RaiseRetention(36)));
    String key = LineageCodec.key(left, UUID.randomUUID());
    producer
        .send(new ProducerRecord<>(LINEAGE, 0, key.getBytes(UTF_8), LineageCodec.encode(left)))
        .get();

    assertThat(onA.summary().streamStatus()).isEqualTo(StreamStatus.UPDATING);
    onA.put(0, "meanwhile");
    assertThat(onA.texts(0)).containsExactly("meanwhile");
    assertThat(a.listShards(request -> request.streamName(onA.name())).shards()).hasSize(1);
    assertThat(onA.summary().retentionPeriodHours()).isEqualTo(24);
    assertThatThrownBy(
            () ->
                a.increaseStreamRetentionPeriod(
                    request -> request.streamName(onA.name()).retentionPeriodHours(48)))
        .isInstanceOf(ResourceInUseException.class)
        .hasMessageContaining("not ACTIVE, instead in state UPDATING");

    other.kill();
    other.startAgain();
    awaitActive(onA);
    assertThat(onA.summary().retentionPeriodHours()).isEqualTo(36);
    assertThat(topicRetention(onA)).isEqualTo(millis(36));
    assertThat(new LiveStream(b, onA.name(), 1).texts(0)).containsExactly("meanwhile");
  }
}
