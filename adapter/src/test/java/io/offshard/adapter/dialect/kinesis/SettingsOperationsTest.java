// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.kinesis.DecreaseStreamRetentionPeriod;
import io.offshard.mapping.kinesis.DisableEnhancedMonitoring;
import io.offshard.mapping.kinesis.EnableEnhancedMonitoring;
import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.kinesis.EnhancedMetrics;
import io.offshard.mapping.kinesis.IncreaseStreamRetentionPeriod;
import io.offshard.mapping.kinesis.MetricsName;
import io.offshard.mapping.kinesis.StartStreamEncryption;
import io.offshard.mapping.kinesis.StopStreamEncryption;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.kinesis.UpdateMaxRecordSize;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The operations on settings, which hold some time after they answer. */
class SettingsOperationsTest extends SettingsWorld {
  private static final List<MetricsName> ALL =
      List.of(MetricsName.values()).subList(0, MetricsName.values().length - 1);

  private final RetentionPeriod retention = new RetentionPeriod(streams, lookup);
  private final StreamEncryption encryption = new StreamEncryption(streams, lookup);
  private final StreamMonitoring monitoring = new StreamMonitoring(streams, lookup, account);

  private void increase(String stream, int hours) {
    tell(
        new IncreaseStreamRetentionPeriodOperation(retention)::handle,
        new IncreaseStreamRetentionPeriod.Request(stream, hours, null, null));
  }

  private void decrease(String stream, int hours) {
    tell(
        new DecreaseStreamRetentionPeriodOperation(retention)::handle,
        new DecreaseStreamRetentionPeriod.Request(stream, hours, null, null));
  }

  private void encrypt(String stream, EncryptionType type, String key) {
    tell(
        new StartStreamEncryptionOperation(encryption)::handle,
        new StartStreamEncryption.Request(stream, type, key, null, null));
  }

  private void decrypt(String stream, EncryptionType type, String key) {
    tell(
        new StopStreamEncryptionOperation(encryption)::handle,
        new StopStreamEncryption.Request(stream, type, key, null, null));
  }

  private EnableEnhancedMonitoring.Response enable(MetricsName... metrics) {
    return ask(
        new EnableEnhancedMonitoringOperation(monitoring)::handle,
        new EnableEnhancedMonitoring.Request(S, List.of(metrics), null, null));
  }

  private DisableEnhancedMonitoring.Response disable(MetricsName... metrics) {
    return ask(
        new DisableEnhancedMonitoringOperation(monitoring)::handle,
        new DisableEnhancedMonitoring.Request(S, List.of(metrics), null, null));
  }

  @Test
  void aRetentionIsShownWhenItHolds() {
    increase(S, 48);
    assertThat(described().streamStatus()).isEqualTo(StreamStatus.UPDATING);
    assertThat(described().retentionPeriodHours()).isEqualTo(24);
    executor.runAll();
    assertThat(described().streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    assertThat(described().retentionPeriodHours()).isEqualTo(48);
    decrease(S, 24);
    executor.runAll();
    assertThat(summary().retentionPeriodHours()).isEqualTo(24);
  }

  @Test
  void theSameRetentionChangesNothing() {
    increase(S, 24);
    decrease(S, 24);

    assertThat(described().streamStatus()).isEqualTo(StreamStatus.ACTIVE);
  }

  @Test
  void retentionIsCheckedInTheServicesOrder() {
    assertNotFound(() -> increase(NONE, 23));
    assertRefused(() -> decrease(S, 23), "InvalidArgumentException", "(23 hours) is too short.");
    assertRefused(() -> increase(S, 8761), "InvalidArgumentException", "(8761 hours) is too long.");
    assertRefused(() -> decrease(S, 25), "InvalidArgumentException", "Use IncreaseRetention");
    increase(S, 48);
    assertRefused(
        () -> increase(S, 72), "ResourceInUseException", "not ACTIVE, instead in state UPDATING");
    assertRefused(() -> increase(S, 23), "InvalidArgumentException", "is too short.");
    executor.runAll();
    assertRefused(() -> increase(S, 24), "InvalidArgumentException", "Use DecreaseRetention");
  }

  @Test
  void aRetentionThatKafkaForbidsIsRefusedWithItsReason() {
    topics.allowAtMost(47);

    assertRefused(
        () -> increase(S, 48),
        "InvalidArgumentException",
        "Stream orders cannot be changed: a policy forbids it");
  }

  @Test
  void theRecordSizeIsGivenByArn() {
    var operation = new UpdateMaxRecordSizeOperation(streams, lookup);
    tell(operation::handle, new UpdateMaxRecordSize.Request(ARN, null, 10_240));
    assertThat(summary().maxRecordSizeInKiB()).isEqualTo(1024);
    executor.runAll();

    assertThat(summary().maxRecordSizeInKiB()).isEqualTo(10_240);
    assertRefused(
        () -> tell(operation::handle, new UpdateMaxRecordSize.Request(null, null, 2048)),
        "InvalidArgumentException",
        "should be provided");
    assertNotFound(
        () -> tell(operation::handle, new UpdateMaxRecordSize.Request(ARN + "2", null, 2048)));
  }

  @Test
  void anEncryptionIsShownWithItsKeyWhileItIsOn() {
    encrypt(S, EncryptionType.KMS, "alias/aws/kinesis");
    assertThat(described().encryptionType()).isEqualTo(EncryptionType.NONE);
    executor.runAll();
    assertThat(described().encryptionType()).isEqualTo(EncryptionType.KMS);
    assertThat(summary().encryptionType()).isEqualTo(EncryptionType.KMS);
    assertThat(described().keyId()).isEqualTo("alias/aws/kinesis");
    encrypt(S, EncryptionType.KMS, "alias/aws/kinesis");
    assertThat(described().streamStatus()).isEqualTo(StreamStatus.ACTIVE);
    encrypt(S, EncryptionType.KMS, "another");
    executor.runAll();
    assertThat(summary().keyId()).isEqualTo("another");
    decrypt(S, EncryptionType.KMS, "any");
    executor.runAll();
    assertThat(described().encryptionType()).isEqualTo(EncryptionType.NONE);
    assertThat(described().keyId()).isNull();
    decrypt(S, EncryptionType.KMS, "any");
    assertThat(described().streamStatus()).isEqualTo(StreamStatus.ACTIVE);
  }

  @Test
  void onlyKmsEncrypts() {
    assertRefused(
        () -> encrypt(NONE, EncryptionType.NONE, "k"), "InvalidArgumentException", "is KMS.");
    assertRefused(
        () -> decrypt(NONE, EncryptionType.NONE, "k"), "InvalidArgumentException", "is KMS.");
    assertNotFound(() -> encrypt(NONE, EncryptionType.KMS, "k"));
  }

  @Test
  void monitoringTellsBeforeAndAfterAndAllIsEachOfThem() {
    assertThat(enable(MetricsName.OUTGOING_BYTES, MetricsName.INCOMING_BYTES))
        .isEqualTo(
            new EnableEnhancedMonitoring.Response(
                S,
                List.of(),
                List.of(MetricsName.INCOMING_BYTES, MetricsName.OUTGOING_BYTES),
                ARN));
    assertThat(described().enhancedMonitoring()).containsExactly(new EnhancedMetrics(List.of()));
    executor.runAll();
    assertThat(enable(MetricsName.ALL).desiredShardLevelMetrics()).isEqualTo(ALL);
    executor.runAll();
    assertThat(described().enhancedMonitoring()).containsExactly(new EnhancedMetrics(ALL));
    assertThat(enable(MetricsName.INCOMING_BYTES).desiredShardLevelMetrics()).isEqualTo(ALL);
    assertThat(disable(MetricsName.INCOMING_BYTES))
        .isEqualTo(new DisableEnhancedMonitoring.Response(S, ALL, ALL.subList(1, ALL.size()), ARN));
    executor.runAll();
    assertThat(disable(MetricsName.ALL).desiredShardLevelMetrics()).isEmpty();
    executor.runAll();
    assertThat(summary().enhancedMonitoring()).containsExactly(new EnhancedMetrics(List.of()));
  }
}
