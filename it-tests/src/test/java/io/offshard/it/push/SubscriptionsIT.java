// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.push;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.StartingPosition;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;

/**
 * Records are pushed by two replicas, to the SDK for Java as it is. Subscriptions last ten seconds,
 * tell of silence twice a second, and can be taken over after one and a half.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class SubscriptionsIT {
  private static final String SHARD = LiveStream.shardId(0);
  private static final Map<String, String> QUICK =
      Map.of(
          "OFFSHARD_SUBSCRIPTIONS_LIFE", "10s",
          "OFFSHARD_SUBSCRIPTIONS_SILENCE", "500ms",
          "OFFSHARD_SUBSCRIPTIONS_TAKEOVER", "1500ms",
          "OFFSHARD_STREAMS_EXPOSE", "[push-*]",
          "OFFSHARD_STREAMS_NATIVE_POLL", "200ms");

  private ProcessBroker broker;
  private OffshardProcess one;
  private OffshardProcess other;
  private KinesisClient calls;
  private KinesisAsyncClient a;
  private KinesisAsyncClient b;

  @BeforeAll
  void start(@TempDir Path directory) {
    broker = ProcessBroker.start(directory.resolve("broker"));
    one = OffshardProcess.serve(directory.resolve("one"), broker.bootstrapServers(), QUICK);
    other = OffshardProcess.serve(directory.resolve("other"), broker.bootstrapServers(), QUICK);
    calls = JavaClients.impatient(one.endpoint());
    a = JavaClients.impatientAsync(one.endpoint());
    b = JavaClients.impatientAsync(other.endpoint());
  }

  @AfterAll
  void stop() {
    calls.close();
    a.close();
    b.close();
    one.close();
    other.close();
    broker.close();
  }

  private String consumer(String stream, String name) {
    String arn =
        calls
            .describeStreamSummary(request -> request.streamName(stream))
            .streamDescriptionSummary()
            .streamARN();
    return calls
        .registerStreamConsumer(request -> request.streamARN(arn).consumerName(name))
        .consumer()
        .consumerARN();
  }

  private static StartingPosition from(ShardIteratorType type) {
    return StartingPosition.builder().type(type).build();
  }

  private static StartingPosition from(ShardIteratorType type, String number) {
    return StartingPosition.builder().type(type).sequenceNumber(number).build();
  }

  private static StartingPosition horizon() {
    return from(ShardIteratorType.TRIM_HORIZON);
  }

  private static StartingPosition after(SubscribeToShardEvent event) {
    return from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, event.continuationSequenceNumber());
  }

  @Test
  void whatIsThereAndWhatComesIsPushedInOrder() {
    LiveStream stream = LiveStream.create(calls, 1);
    PutRecordResponse first = stream.put(0, "first");
    stream.put(0, "second");

    Subscriber subscriber =
        Subscriber.start(b, consumer(stream.name(), "app"), SHARD, horizon()).awaitRecords(2);
    stream.put(0, "third");
    subscriber.awaitRecords(3);

    assertThat(subscriber.texts()).containsExactly("first", "second", "third");
    Record record = subscriber.records().getFirst();
    assertThat(record.sequenceNumber()).isEqualTo(first.sequenceNumber());
    assertThat(record.partitionKey()).isEqualTo("key");
    assertThat(record.approximateArrivalTimestamp()).isAfter(Instant.now().minusSeconds(600));
    subscriber.cancel();
  }

  @Test
  void eachStartingPositionBeginsWhereAnIteratorDoes() {
    LiveStream stream = LiveStream.create(calls, 1);
    stream.put(0, "first");
    String second = stream.put(0, "second").sequenceNumber();
    Instant now = Instant.now();
    Awaitility.await().until(() -> Instant.now().isAfter(now.plusMillis(50)));
    stream.put(0, "third");

    assertThat(pushed(stream, "at", from(ShardIteratorType.AT_SEQUENCE_NUMBER, second)))
        .containsExactly("second", "third", "new");
    assertThat(pushed(stream, "after", from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, second)))
        .containsExactly("third", "new", "new");
    assertThat(
            pushed(
                stream,
                "time",
                StartingPosition.builder()
                    .type(ShardIteratorType.AT_TIMESTAMP)
                    .timestamp(now.plusMillis(20))
                    .build()))
        .containsExactly("third", "new", "new", "new");
    assertThat(pushed(stream, "latest", from(ShardIteratorType.LATEST))).containsExactly("new");
  }

  /** What a new consumer is told of the shard up to a record that is written now. */
  private List<String> pushed(LiveStream stream, String name, StartingPosition from) {
    Subscriber subscriber =
        Subscriber.start(a, consumer(stream.name(), name), SHARD, from).awaitBegun();
    String number = stream.put(0, "new").sequenceNumber();
    Awaitility.await()
        .until(
            () ->
                subscriber.records().stream()
                    .anyMatch(record -> record.sequenceNumber().equals(number)));
    subscriber.cancel();
    return subscriber.texts();
  }

  @Test
  void silenceIsToldWithAPlaceToGoOnFrom() {
    LiveStream stream = LiveStream.create(calls, 1);
    String arn = consumer(stream.name(), "app");
    Subscriber quiet =
        Subscriber.start(a, arn, SHARD, from(ShardIteratorType.LATEST)).awaitEvents(4);
    quiet.cancel();

    assertThat(quiet.events())
        .allSatisfy(
            event -> {
              assertThat(event.records()).isEmpty();
              assertThat(event.millisBehindLatest()).isZero();
              assertThat(event.continuationSequenceNumber()).hasSize(56);
              assertThat(event.childShards()).isEmpty();
            });
    stream.put(0, "later");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(
                        Subscriber.start(b, arn, SHARD, after(quiet.last()))
                            .awaitRecords(1)
                            .texts())
                    .containsExactly("later"));
  }

  @Test
  void aSubscriptionEndsInOrderAndTheNextGoesOnWithoutAGapOrARepeat() {
    LiveStream stream = LiveStream.create(calls, 1);
    String arn = consumer(stream.name(), "app");
    List<String> written = new ArrayList<>();
    List<String> read = new ArrayList<>();
    StartingPosition from = horizon();
    for (int round = 0; round < 3; round++) {
      Subscriber subscriber =
          Subscriber.start(round % 2 == 0 ? a : b, arn, SHARD, from).awaitBegun();
      while (!subscriber.isOver()) {
        String text = "record " + written.size();
        written.add(text);
        stream.put(0, text);
      }
      read.addAll(subscriber.awaitEnd().texts());
      from = after(subscriber.last());
    }
    stream.put(0, "end");
    written.add("end");
    Subscriber last = Subscriber.start(a, arn, SHARD, from);
    Awaitility.await().until(() -> last.texts().contains("end"));
    read.addAll(last.texts());

    assertThat(read).isEqualTo(written);
  }

  @Test
  void aSecondSubscriptionIsRefusedAMomentAndThenTakesOverOnWhateverReplica() throws Exception {
    LiveStream stream = LiveStream.create(calls, 1);
    String arn = consumer(stream.name(), "app");
    for (KinesisAsyncClient next : List.of(a, b, a)) {
      Subscriber older = begin(next.equals(b) ? a : b, arn);

      assertThat(Subscriber.start(next, arn, SHARD, horizon()).failure())
          .isInstanceOf(ResourceInUseException.class)
          .hasMessageContaining("Another active subscription exists for this consumer: ")
          .hasMessageContaining(":" + stream.name() + ":" + SHARD + ":app");
      assertThat(older.isOver()).isFalse();
      Subscriber newer = begin(next, arn);

      older.awaitEnd();
      newer.cancel();
    }
  }

  /** Tries until it is not refused. */
  private static Subscriber begin(KinesisAsyncClient client, String arn) {
    Subscriber[] begun = new Subscriber[1];
    Awaitility.await()
        .ignoreExceptions()
        .until(
            () -> {
              begun[0] = Subscriber.start(client, arn, SHARD, horizon()).awaitBegun();
              return true;
            });
    return begun[0];
  }

  @Test
  void whoGoesAwayLeavesTheShardToTheNextAtOnce() {
    LiveStream stream = LiveStream.create(calls, 1);
    String arn = consumer(stream.name(), "app");
    awaitSubscriptions(0); // those of other tests have ended
    Subscriber first = Subscriber.start(a, arn, SHARD, horizon()).awaitEvents(1);
    awaitSubscriptions(1);

    first.cancel();

    awaitSubscriptions(0);
    Subscriber.start(b, arn, SHARD, horizon()).awaitBegun().cancel();
  }

  private void awaitSubscriptions(int count) {
    Awaitility.await().until(() -> one.metric("offshard_subscriptions"), now -> now == count);
  }

  @Test
  void atTheEndOfAShardTheChildrenAreToldAndTheStreamEnds() {
    OwnedTopic topic =
        OwnedTopic.create(broker.bootstrapServers(), StreamNames.fresh("push"), 1, Map.of());
    LiveStream stream = LiveStream.await(calls, topic.name(), 1);
    String arn = consumer(topic.name(), "app");
    Subscriber parent = Subscriber.start(b, arn, SHARD, horizon());
    List<String> written = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      written.add("before " + i);
      stream.put(0, "before " + i);
    }

    topic.growTo(3);
    parent.awaitEnd();

    SubscribeToShardEvent last = parent.last();
    assertThat(parent.texts()).isEqualTo(written);
    assertThat(last.continuationSequenceNumber()).isNull();
    assertThat(last.childShards())
        .hasSize(3)
        .allSatisfy(child -> assertThat(child.parentShards()).containsExactly(SHARD));
    assertThat(parent.events().stream().filter(SubscribeToShardEvent::hasChildShards)).hasSize(1);
    LiveStream.await(calls, topic.name(), 3);
    String child = last.childShards().getFirst().shardId();
    Subscriber goesOn = Subscriber.start(b, arn, child, horizon()).awaitBegun();
    calls.putRecord(
        request ->
            request
                .streamName(topic.name())
                .partitionKey("k")
                .explicitHashKey(last.childShards().getFirst().hashKeyRange().startingHashKey())
                .data(SdkBytes.fromString("after", UTF_8)));
    assertThat(goesOn.awaitRecords(1).texts()).containsExactly("after");
    goesOn.cancel();
    // A shard that is closed already tells all it has, too.
    Subscriber late = Subscriber.start(a, consumer(topic.name(), "late"), SHARD, horizon());
    assertThat(late.awaitEnd().texts()).isEqualTo(written);
    assertThat(late.last().childShards()).hasSize(3);
  }

  @Test
  void aConsumerThatIsDeregisteredIsToldInTheStream() throws Exception {
    LiveStream stream = LiveStream.create(calls, 1);
    String arn = consumer(stream.name(), "app");
    Subscriber subscriber = Subscriber.start(b, arn, SHARD, horizon()).awaitEvents(1);

    calls.deregisterStreamConsumer(request -> request.consumerARN(arn));

    assertThat(subscriber.failure())
        .isInstanceOf(ResourceNotFoundException.class)
        .hasMessageContaining("Consumer app under stream " + stream.name());
  }

  @Test
  void aStreamThatIsDeletedIsToldInTheStream() throws Exception {
    LiveStream stream = LiveStream.create(calls, 1);
    Subscriber subscriber =
        Subscriber.start(b, consumer(stream.name(), "app"), SHARD, horizon()).awaitEvents(1);

    calls.deleteStream(request -> request.streamName(stream.name()).enforceConsumerDeletion(true));

    assertThat(subscriber.failure()).isInstanceOf(ResourceNotFoundException.class);
  }

  @Test
  void whatIsWrongIsSaidBeforeTheStreamBegins() throws Exception {
    LiveStream stream = LiveStream.create(calls, 1);
    String arn = consumer(stream.name(), "app");

    refused(arn + "0", SHARD, horizon(), ResourceNotFoundException.class, "Consumer app");
    refused(arn, "shardId-000000000007", horizon(), ResourceNotFoundException.class, "Shard ");
    refused(arn, "nonsense", horizon(), ResourceNotFoundException.class, "Could not find shard");
    refused(
        arn,
        SHARD,
        from(ShardIteratorType.AT_SEQUENCE_NUMBER),
        InvalidArgumentException.class,
        "no StartingSequenceNumber");
    refused(
        arn,
        SHARD,
        from(ShardIteratorType.LATEST, "17"),
        InvalidArgumentException.class,
        "also a StartingSequenceNumber");
    refused(
        arn,
        SHARD,
        from(ShardIteratorType.AFTER_SEQUENCE_NUMBER, "17"),
        InvalidArgumentException.class,
        "is invalid");
    refused(
        arn,
        SHARD,
        StartingPosition.builder()
            .type(ShardIteratorType.AT_TIMESTAMP)
            .timestamp(Instant.now().plusSeconds(600))
            .build(),
        InvalidArgumentException.class,
        "cannot be greater");
    Subscriber.start(a, arn, SHARD, horizon()).awaitBegun().cancel(); // nothing of it has a claim
  }

  private void refused(
      String arn, String shard, StartingPosition from, Class<? extends Throwable> type, String text)
      throws Exception {
    assertThat(Subscriber.start(a, arn, shard, from).failure())
        .isInstanceOf(type)
        .hasMessageContaining(text);
  }

  @Test
  void manyRecordsComeInEventsOfBoundedSize() {
    LiveStream stream = LiveStream.create(calls, 1);
    byte[] data = new byte[100_000];
    IntStream.range(0, 60).forEach(i -> stream.put(0, "k", data));

    Subscriber subscriber =
        Subscriber.start(a, consumer(stream.name(), "app"), SHARD, horizon()).awaitRecords(60);

    assertThat(subscriber.events())
        .allSatisfy(event -> assertThat(event.records()).hasSizeLessThanOrEqualTo(5));
    List<Long> behind =
        subscriber.events().stream().map(SubscribeToShardEvent::millisBehindLatest).toList();
    assertThat(behind.getLast()).isZero();
    assertThat(behind.getFirst()).isPositive();
    subscriber.cancel();
  }
}
