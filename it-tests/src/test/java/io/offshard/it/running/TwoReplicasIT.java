// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.running;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.client.TwoReplicas;
import io.offshard.it.faults.ReadBack;
import io.offshard.it.faults.Reader;
import io.offshard.it.faults.Writer;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Consumer;
import software.amazon.awssdk.services.kinesis.model.ConsumerDescription;
import software.amazon.awssdk.services.kinesis.model.ConsumerStatus;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;

/**
 * Two replicas of {@code offshard serve} on one Kafka: what one has acknowledged, the other shows
 * at once.
 */
final class TwoReplicasIT {
  private static final int ROUNDS = 10;
  private static final String POLICY =
      """
      {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "kinesis:*", "Resource": "*"}}
      """;

  private static final int KILLS = Boolean.getBoolean("long") ? 10 : 1;

  private static TwoReplicas both;
  private static OffshardProcess one;
  private static OffshardProcess other;
  private static KinesisClient a;
  private static KinesisClient b;

  @BeforeAll
  static void start(@TempDir Path directory) {
    both = TwoReplicas.start(directory, Map.of(), JavaClients::sync);
    one = both.one();
    other = both.other();
    a = both.clients().getFirst();
    b = both.clients().getLast();
  }

  @AfterAll
  static void stop() {
    both.close();
  }

  @Test
  void aStreamCreatedOnOneIsDescribedAndListedByTheOtherAtOnce() {
    for (int round = 0; round < ROUNDS; round++) {
      String name = StreamNames.fresh("two");
      a.createStream(request -> request.streamName(name).shardCount(1));

      assertThat(b.describeStreamSummary(request -> request.streamName(name))).isNotNull();
      assertThat(b.listStreamsPaginator().streamNames()).contains(name);
      assertThatThrownBy(() -> b.createStream(request -> request.streamName(name)))
          .isInstanceOf(ResourceInUseException.class);
    }
  }

  @Test
  void aStreamThatIsActiveOnOneIsWrittenAndReadOnTheOther() {
    for (int round = 0; round < ROUNDS; round++) {
      LiveStream onA = LiveStream.create(a, 2);
      LiveStream onB = new LiveStream(b, onA.name(), 2);

      onB.put(1, "first");
      onA.put(1, "second");

      assertThat(onA.texts(1)).containsExactly("first", "second");
      assertThat(onB.texts(1)).containsExactly("first", "second");
    }
  }

  @Test
  void eachPageOfAChainCanComeFromTheOther() {
    LiveStream onA = LiveStream.create(a, 1);
    List<String> texts = IntStream.range(0, 20).mapToObj(n -> "record " + n).toList();
    texts.forEach(text -> onA.put(0, text));

    String iterator = onA.iterator(0, TRIM_HORIZON);
    List<String> read = new ArrayList<>();
    for (int page = 0; read.size() < texts.size(); page++) {
      KinesisClient next = page % 2 == 0 ? b : a;
      String from = iterator;
      GetRecordsResponse answer = next.getRecords(request -> request.shardIterator(from).limit(3));
      answer.records().forEach(record -> read.add(record.data().asUtf8String()));
      iterator = answer.nextShardIterator();
    }

    assertThat(read).isEqualTo(texts);
  }

  @Test
  void aConsumerThatIsRegisteredOnOneIsDescribedAndDeregisteredOnTheOther() {
    LiveStream stream = LiveStream.create(a, 1);
    String arn = arn(stream.name());
    String former = "";
    for (int round = 0; round < ROUNDS; round++) {
      Consumer made =
          a.registerStreamConsumer(request -> request.streamARN(arn).consumerName("app"))
              .consumer();
      ConsumerDescription seen =
          b.describeStreamConsumer(request -> request.consumerARN(made.consumerARN()))
              .consumerDescription();

      assertThat(seen.consumerStatus()).isEqualTo(ConsumerStatus.ACTIVE);
      assertThat(made.consumerARN()).isNotEqualTo(former);
      assertThatThrownBy(() -> b.registerStreamConsumer(r -> r.streamARN(arn).consumerName("app")))
          .isInstanceOf(ResourceInUseException.class);
      assertThatThrownBy(() -> b.deleteStream(request -> request.streamARN(arn)))
          .isInstanceOf(ResourceInUseException.class)
          .hasMessageContaining("EnforceConsumerDeletion");
      b.deregisterStreamConsumer(request -> request.consumerARN(made.consumerARN()));
      assertThat(a.listStreamConsumers(request -> request.streamARN(arn)).consumers()).isEmpty();
      former = made.consumerARN();
    }
  }

  @Test
  void aPolicyThatIsPutOnOneIsReadOnTheOther() {
    LiveStream stream = LiveStream.create(a, 1);
    String arn = arn(stream.name());
    a.putResourcePolicy(request -> request.resourceARN(arn).policy(POLICY));
    assertThat(b.getResourcePolicy(request -> request.resourceARN(arn)).policy()).isEqualTo(POLICY);

    b.deleteResourcePolicy(request -> request.resourceARN(arn));
    assertThat(a.getResourcePolicy(request -> request.resourceARN(arn)).policy()).isEqualTo("{}");
  }

  private static String arn(String stream) {
    return a.describeStreamSummary(request -> request.streamName(stream))
        .streamDescriptionSummary()
        .streamARN();
  }

  @Test
  void aNameThatIsCreatedDeletedAndCreatedAgainOnOneIsAlwaysTheNewestOnTheOther() {
    String name = StreamNames.fresh("again");
    for (int round = 0; round < ROUNDS; round++) {
      KinesisClient changed = round % 2 == 0 ? a : b;
      KinesisClient used = round % 2 == 0 ? b : a;
      int shards = 1 + round % 3;
      LiveStream.create(changed, name, shards, request -> {});
      LiveStream stream = new LiveStream(used, name, shards);
      String text = "round " + round;

      assertThat(stream.put(shards - 1, text).shardId()).isEqualTo(LiveStream.shardId(shards - 1));
      assertThat(stream.texts(shards - 1)).containsExactly(text);
      changed.deleteStream(request -> request.streamName(name));
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(stream::summary)
                      .isInstanceOf(ResourceNotFoundException.class));
      assertThatThrownBy(() -> stream.put(0, "late")).isInstanceOf(ResourceNotFoundException.class);
    }
  }

  @Test
  void writersAndReadersGoOnThroughKillsOfOneOfTheOtherAndOfBoth() {
    try (KinesisClient onOne = JavaClients.impatient(one.endpoint());
        KinesisClient onOther = JavaClients.impatient(other.endpoint())) {
      LiveStream first = LiveStream.create(onOne, 2);
      LiveStream second = new LiveStream(onOther, first.name(), 2);
      List<Reader> readers =
          List.of(Reader.start(0, first, second), Reader.start(1, second, first));
      List<Writer> writers =
          List.of(
              Writer.ofBatches(first, second),
              Writer.ofBatches(second, first),
              Writer.ofSingles(first, second),
              Writer.ofSingles(second, first),
              Writer.ofSingles(first, second),
              Writer.ofSingles(second, first));
      Writer.awaitMore(writers);

      for (int round = 0; round < KILLS; round++) {
        one.kill();
        Writer.awaitMore(writers);
        one.startAgain();
        other.kill();
        one.kill();
        other.startAgain();
        one.startAgain();
        Writer.awaitMore(writers);
      }
      writers.forEach(Writer::stop);

      ReadBack.agrees(first, writers);
      readers.forEach(reader -> assertThat(reader.end()).isEqualTo(second.texts(reader.shard())));
    }
  }

  @Test
  void aStreamDeletedOnOneAndCreatedAnewOnTheOtherIsANewOneOnBoth() {
    LiveStream old = LiveStream.create(a, 1);
    old.put(0, "old");
    String iterator = old.iterator(0, TRIM_HORIZON);
    a.deleteStream(request -> request.streamName(old.name()));
    Awaitility.await()
        .untilAsserted(
            () -> assertThatThrownBy(old::summary).isInstanceOf(ResourceNotFoundException.class));

    LiveStream again = LiveStream.create(b, old.name(), 3, request -> {});

    assertThat(new LiveStream(a, old.name(), 3).put(2, "new").shardId())
        .isEqualTo(LiveStream.shardId(2));
    assertThat(again.texts(2)).containsExactly("new");
    assertThatThrownBy(() -> old.page(iterator)).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(() -> again.page(iterator)).isInstanceOf(ResourceNotFoundException.class);
  }
}
