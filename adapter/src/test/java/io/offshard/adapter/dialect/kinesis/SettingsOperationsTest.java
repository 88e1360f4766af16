// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.Handler;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.VoidHandler;
import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryTopics;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.AddTagsToStream;
import io.offshard.mapping.kinesis.DecreaseStreamRetentionPeriod;
import io.offshard.mapping.kinesis.DescribeAccountSettings;
import io.offshard.mapping.kinesis.DescribeStream;
import io.offshard.mapping.kinesis.DescribeStreamSummary;
import io.offshard.mapping.kinesis.DisableEnhancedMonitoring;
import io.offshard.mapping.kinesis.EnableEnhancedMonitoring;
import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.kinesis.EnhancedMetrics;
import io.offshard.mapping.kinesis.IncreaseStreamRetentionPeriod;
import io.offshard.mapping.kinesis.ListTagsForResource;
import io.offshard.mapping.kinesis.ListTagsForStream;
import io.offshard.mapping.kinesis.MetricsName;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentInput;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentInputStatus;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentOutput;
import io.offshard.mapping.kinesis.MinimumThroughputBillingCommitmentOutputStatus;
import io.offshard.mapping.kinesis.RemoveTagsFromStream;
import io.offshard.mapping.kinesis.StartStreamEncryption;
import io.offshard.mapping.kinesis.StopStreamEncryption;
import io.offshard.mapping.kinesis.StreamDescription;
import io.offshard.mapping.kinesis.StreamDescriptionSummary;
import io.offshard.mapping.kinesis.StreamStatus;
import io.offshard.mapping.kinesis.Tag;
import io.offshard.mapping.kinesis.TagResource;
import io.offshard.mapping.kinesis.UntagResource;
import io.offshard.mapping.kinesis.UpdateAccountSettings;
import io.offshard.mapping.kinesis.UpdateMaxRecordSize;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The operations on settings with a core in memory, whose work waits until it is told to go on. */
class SettingsOperationsTest {
  private static final String S = "orders";
  private static final String NONE = "none";
  private static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";
  private static final List<MetricsName> ALL =
      List.of(MetricsName.values()).subList(0, MetricsName.values().length - 1);

  private final Account account = new Account("000000000000", "us-east-1");
  private final MemoryLineage store = new MemoryLineage();
  private final LaterExecutor executor = new LaterExecutor();
  private final MemoryTopics topics = new MemoryTopics();
  private final StreamLifecycle streams =
      new StreamLifecycle(
          store, new PendingWork(store, topics, time -> {}, executor), 10, 1, UUID::randomUUID);
  private final StreamCatalog catalog = new StreamCatalog(store);
  private final StreamLookup lookup = new StreamLookup(catalog, account);
  private final Faults faults = new Faults(account);
  private final StreamTags tags = new StreamTags(streams, lookup, account);
  private final RetentionPeriod retention = new RetentionPeriod(streams, lookup);
  private final StreamEncryption encryption = new StreamEncryption(streams, lookup);

  @BeforeEach
  void makesAStream() {
    streams.create(S, 1, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()));
    executor.runAll();
  }

  private <I extends Record, O extends Record> O ask(Handler<I, O> operation, I request) {
    return faults.translating(operation).handle(new Call<>(request, "id"));
  }

  private <I extends Record> void tell(VoidHandler<I> operation, I request) {
    faults.translatingVoid(operation).handle(new Call<>(request, "id"));
  }

  private static void assertRefused(ThrowingCallable call, String type, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(type);
              assertThat(refusal.getMessage()).contains(text);
            });
  }

  private static void assertNotFound(ThrowingCallable call) {
    assertRefused(call, "ResourceNotFoundException", "not found.");
  }

  private StreamDescription described() {
    return ask(
            new DescribeStreamOperation(lookup, account)::handle,
            new DescribeStream.Request(S, null, null, null, null))
        .streamDescription();
  }

  private StreamDescriptionSummary summary() {
    return ask(
            new DescribeStreamSummaryOperation(lookup, account)::handle,
            new DescribeStreamSummary.Request(S, null, null))
        .streamDescriptionSummary();
  }

  private void addTags(String stream, Map<String, String> added) {
    tell(
        new AddTagsToStreamOperation(tags, lookup)::handle,
        new AddTagsToStream.Request(stream, added, null, null));
  }

  private void removeTags(String stream, String... keys) {
    tell(
        new RemoveTagsFromStreamOperation(tags, lookup)::handle,
        new RemoveTagsFromStream.Request(stream, List.of(keys), null, null));
  }

  private ListTagsForStream.Response listTags(String stream, String after, Integer limit) {
    return ask(
        new ListTagsForStreamOperation(tags, lookup)::handle,
        new ListTagsForStream.Request(stream, after, limit, null, null));
  }

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
        new EnableEnhancedMonitoringOperation(streams, lookup, account)::handle,
        new EnableEnhancedMonitoring.Request(S, List.of(metrics), null, null));
  }

  private DisableEnhancedMonitoring.Response disable(MetricsName... metrics) {
    return ask(
        new DisableEnhancedMonitoringOperation(streams, lookup, account)::handle,
        new DisableEnhancedMonitoring.Request(S, List.of(metrics), null, null));
  }

  @Test
  void tagsAreListedByKeyAtOnceInPages() {
    addTags(S, Map.of("b", "2", "c", "3", "a", "1", "é ü", ""));
    addTags(S, Map.of("b", "4"));
    removeTags(S, "c", "unknown");

    assertThat(listTags(S, null, null))
        .isEqualTo(
            new ListTagsForStream.Response(
                List.of(new Tag("a", "1"), new Tag("b", "4"), new Tag("é ü", "")), false));
    assertThat(listTags(S, null, 2))
        .isEqualTo(
            new ListTagsForStream.Response(List.of(new Tag("a", "1"), new Tag("b", "4")), true));
    assertThat(listTags(S, "b", 1))
        .isEqualTo(new ListTagsForStream.Response(List.of(new Tag("é ü", "")), false));
    assertThat(listTags(S, "é ü", 1).tags()).isEmpty();
  }

  @Test
  void tagsOfAResourceAreThoseOfItsStream() {
    tell(
        new TagResourceOperation(tags, lookup)::handle,
        new TagResource.Request(Map.of("a", "1", "b", "2"), ARN, null));
    tell(
        new UntagResourceOperation(tags, lookup)::handle,
        new UntagResource.Request(List.of("a"), ARN, null));

    assertThat(listTags(S, null, null).tags()).containsExactly(new Tag("b", "2"));
    assertThat(
            ask(
                    new ListTagsForResourceOperation(tags, lookup)::handle,
                    new ListTagsForResource.Request(ARN, null))
                .tags())
        .containsExactly(new Tag("b", "2"));
  }

  @Test
  void aConsumerIsNeverFound() {
    String consumer = ARN + "/consumer/c:1";

    assertNotFound(
        () ->
            tell(
                new TagResourceOperation(tags, lookup)::handle,
                new TagResource.Request(Map.of("a", "%"), consumer, null)));
    assertNotFound(
        () ->
            ask(
                new ListTagsForResourceOperation(tags, lookup)::handle,
                new ListTagsForResource.Request(consumer, null)));
  }

  @Test
  void tagsAreCheckedInTheServicesOrder() {
    Map<String, String> many =
        IntStream.range(0, 51).boxed().collect(toMap(i -> "k" + i, String::valueOf));
    Map<String, String> percent = Map.of("50 %", "");

    assertNotFound(() -> addTags(NONE, Map.of("<", "")));
    assertRefused(
        () -> addTags(S, Map.of("a", "<%")), "InvalidArgumentException", "invalid characters");
    assertRefused(
        () -> addTags(S, percent), "InvalidArgumentException", "Failed to add tags to stream");
    assertRefused(() -> addTags(S, many), "InvalidArgumentException", "more than 50 tags");
    assertNotFound(() -> removeTags(NONE, "<"));
    assertRefused(() -> removeTags(S, "<%"), "InvalidArgumentException", "invalid characters");
    assertRefused(
        () -> removeTags(S, "%"), "InvalidArgumentException", "Failed to remove tags from stream");
    assertNotFound(() -> listTags(NONE, null, null));
    assertThat(listTags(S, null, null).tags()).isEmpty();
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

  @Test
  void theAccountsCommitmentGoesByTheServicesRules() {
    Instant began = Instant.parse("2026-01-01T00:00:02Z"); // two events have made the stream
    Instant end = began.plus(Duration.ofDays(1));

    assertThat(settings(began).status())
        .isEqualTo(MinimumThroughputBillingCommitmentOutputStatus.DISABLED);
    assertThat(update(MinimumThroughputBillingCommitmentInputStatus.ENABLED, began))
        .isEqualTo(
            new MinimumThroughputBillingCommitmentOutput(
                MinimumThroughputBillingCommitmentOutputStatus.ENABLED, began, null, end));
    assertThat(update(MinimumThroughputBillingCommitmentInputStatus.DISABLED, began))
        .isEqualTo(
            new MinimumThroughputBillingCommitmentOutput(
                MinimumThroughputBillingCommitmentOutputStatus.ENABLED_UNTIL_EARLIEST_ALLOWED_END,
                began,
                null,
                end));
    assertThat(settings(end))
        .isEqualTo(
            new MinimumThroughputBillingCommitmentOutput(
                MinimumThroughputBillingCommitmentOutputStatus.DISABLED, began, end, end));
  }

  private MinimumThroughputBillingCommitmentOutput settings(Instant now) {
    return ask(
            new DescribeAccountSettingsOperation(catalog, Clock.fixed(now, ZoneOffset.UTC))::handle,
            new DescribeAccountSettings.Request())
        .minimumThroughputBillingCommitment();
  }

  private MinimumThroughputBillingCommitmentOutput update(
      MinimumThroughputBillingCommitmentInputStatus status, Instant now) {
    return ask(
            new UpdateAccountSettingsOperation(streams, Clock.fixed(now, ZoneOffset.UTC))::handle,
            new UpdateAccountSettings.Request(new MinimumThroughputBillingCommitmentInput(status)))
        .minimumThroughputBillingCommitment();
  }
}
