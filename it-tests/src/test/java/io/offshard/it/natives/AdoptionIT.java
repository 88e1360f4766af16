// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Program;
import io.offshard.it.server.StreamNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.InvalidArgumentException;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;
import software.amazon.awssdk.services.kinesis.model.StreamMode;

/**
 * Topics that others make, change, delete and make anew are streams on two replicas, by one line of
 * configuration.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class AdoptionIT {
  private static final Map<String, String> EXPOSING =
      Map.of(
          "OFFSHARD_STREAMS_EXPOSE",
          "[nat-*, '?lso', __nat-*]",
          "OFFSHARD_STREAMS_NATIVE_POLL",
          "200ms");
  private static final Duration A_MINUTE = Duration.ofSeconds(90);

  private Path directory;
  private ProcessBroker broker;
  private OffshardProcess one;
  private OffshardProcess other;
  private KinesisClient a;
  private KinesisClient b;
  private final String before = StreamNames.fresh("nat");

  @BeforeAll
  void start(@TempDir Path temporary) {
    directory = temporary;
    broker = ProcessBroker.start(directory.resolve("broker"));
    make(before, 3);
    one = serve("one");
    other = serve("other");
    a = JavaClients.sync(one.endpoint());
    b = JavaClients.sync(other.endpoint());
  }

  private OffshardProcess serve(String name) {
    return OffshardProcess.serve(directory.resolve(name), broker.bootstrapServers(), EXPOSING);
  }

  @AfterAll
  void stop() {
    a.close();
    b.close();
    one.close();
    other.close();
    broker.close();
  }

  private OwnedTopic make(String name, int partitions) {
    return OwnedTopic.create(broker.bootstrapServers(), name, partitions, Map.of());
  }

  private static StreamDescription describe(KinesisClient kinesis, String stream) {
    return kinesis.describeStream(request -> request.streamName(stream)).streamDescription();
  }

  private static boolean isThere(KinesisClient kinesis, String stream) {
    try {
      return describe(kinesis, stream) != null;
    } catch (ResourceNotFoundException e) {
      return false;
    }
  }

  private static void awaitStream(KinesisClient kinesis, String stream) {
    Awaitility.await(stream).until(() -> isThere(kinesis, stream));
  }

  private static void awaitNone(KinesisClient kinesis, String stream) {
    Awaitility.await(stream).until(() -> !isThere(kinesis, stream));
  }

  @Test
  void aTopicThatWasThereIsAStreamFromTheFirstCallOn() {
    assertThat(one.output()).contains("Topic " + before + " with 3 partitions is a stream now");
    assertThat(other.output()).doesNotContain("Topic " + before + " with");
    assertSame(before, 3);
  }

  @Test
  void aTopicThatIsMadeLaterIsTheSameStreamOnBoth() {
    for (int round = 0; round < 5; round++) {
      String name = make(StreamNames.fresh("nat"), 4).name();
      awaitStream(a, name);
      awaitStream(b, name);
      assertSame(name, 4);
    }
  }

  private void assertSame(String name, int shards) {
    StreamDescription onA = describe(a, name);
    assertThat(onA).isEqualTo(describe(b, name));
    assertThat(onA.shards()).hasSize(shards);
    assertThat(onA.streamModeDetails().streamMode()).isEqualTo(StreamMode.ON_DEMAND);
  }

  @Test
  void whatIsWrittenOnOneIsReadOnTheOtherAndByKafka() {
    OwnedTopic topic = make(StreamNames.fresh("nat"), 1);
    awaitStream(a, topic.name());
    new LiveStream(a, topic.name(), 1).put(0, "hello");
    awaitStream(b, topic.name());

    assertThat(new LiveStream(b, topic.name(), 1).texts(0)).containsExactly("hello");
    assertThat(topic.read(0)).hasSize(1);
  }

  @Test
  void onlyTopicsThatAreAskedForAndCanBeStreamsAreListed() {
    String wanted = make(StreamNames.fresh("nat"), 2).name();
    String unasked = make(StreamNames.fresh("unasked"), 1).name();
    String internal = make(StreamNames.fresh("__nat"), 1).name();
    String tooLong = make("nat-" + "x".repeat(130), 1).name();
    String single = make("also", 1).name();
    LiveStream made = LiveStream.create(a, StreamNames.fresh("made"), 1, request -> {});
    awaitStream(a, wanted);
    awaitStream(a, single);

    assertThat(a.listStreamsPaginator(request -> {}).streamNames())
        .contains(wanted, single, made.name())
        .doesNotContain(unasked, internal, tooLong);
    Awaitility.await().until(() -> one.output().contains("Topic " + tooLong + " is no stream:"));
    assertThat(one.output().split("Topic " + tooLong, -1)).hasSize(2); // said once
    assertThat(one.metric("offshard_native_refused_topics")).isGreaterThanOrEqualTo(1);
    assertThat(one.metric("offshard_native_streams")).isGreaterThanOrEqualTo(2);
    assertThat(one.metric("offshard_native_weak_topics")).isGreaterThanOrEqualTo(2);

    String listed = list("--expose", "nat-*", "--expose", "?lso");
    assertThat(row(listed, wanted)).isEqualTo("exposed 2 matches nat-*");
    assertThat(row(listed, single)).isEqualTo("exposed 1 matches ?lso");
    assertThat(row(listed, made.name())).isEqualTo("managed 1 made through an API");
    assertThat(row(listed, unasked))
        .isEqualTo("not exposed 1 no pattern of streams.expose matches");
    assertThat(row(listed, tooLong)).startsWith("not exposed 1 the name of a stream has at most");
    assertThat(listed).doesNotContain(internal);
    assertThat(row(list("--all"), internal)).isEqualTo("not exposed 1 internal topics never are");
  }

  /** What the command prints about the topic, after its name. */
  private static String row(String listed, String topic) {
    return listed
        .lines()
        .filter(line -> line.startsWith(topic + " "))
        .map(line -> line.substring(topic.length()).strip().replaceAll(" +", " "))
        .findFirst()
        .orElse("none in " + listed);
  }

  private String list(String... options) {
    String[] arguments = new String[options.length + 2];
    arguments[0] = "streams";
    arguments[1] = "ls";
    System.arraycopy(options, 0, arguments, 2, options.length);
    try (Program.Run run =
        Program.of(directory.resolve("ls"), arguments)
            .with("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers())
            .start()) {
      assertThat(run.awaitEnd()).as(run.output()).isZero();
      return run.output();
    }
  }

  @Test
  void aTopicThatIsMadeAnewIsAnotherStream() {
    OwnedTopic topic = make(StreamNames.fresh("nat"), 1);
    awaitStream(a, topic.name());
    LiveStream old = new LiveStream(a, topic.name(), 1);
    String number = old.put(0, "old").sequenceNumber();
    String iterator = old.iterator(0, TRIM_HORIZON);
    topic.delete();
    make(topic.name(), 2);
    Awaitility.await()
        .ignoreExceptionsInstanceOf(ResourceNotFoundException.class)
        .until(() -> describe(a, topic.name()).shards().size() == 2);

    assertThatThrownBy(() -> old.page(iterator)).isInstanceOf(ResourceNotFoundException.class);
    assertThatThrownBy(
            () ->
                old.iterator(
                    0, AT_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(number)))
        .isInstanceOf(InvalidArgumentException.class)
        .hasMessageContaining("did not come from this stream");
    assertThat(new LiveStream(a, topic.name(), 2).texts(0)).isEmpty();
  }

  @Test
  void aTopicThatIsDeletedIsGoneAtOnceAndItsNameFreeAMinuteLater() {
    OwnedTopic free = make(StreamNames.fresh("nat"), 1);
    OwnedTopic dotted = make(StreamNames.fresh("nat") + ".x", 1);
    String clashing = dotted.name().replace('.', '_');
    awaitStream(a, free.name());
    awaitStream(a, dotted.name());
    free.delete();
    dotted.delete();
    awaitNone(a, free.name());
    awaitNone(b, free.name());
    make(clashing, 1);
    Awaitility.await()
        .until(() -> one.output().contains("Topic " + clashing + " is no stream: Kafka takes"));
    assertThatThrownBy(() -> a.createStream(request -> request.streamName(free.name())))
        .isInstanceOf(ResourceInUseException.class);
    assertThat(isThere(a, clashing)).isFalse();

    Awaitility.await()
        .atMost(A_MINUTE)
        .ignoreExceptionsInstanceOf(ResourceInUseException.class)
        .untilAsserted(() -> b.createStream(r -> r.streamName(free.name()).shardCount(1)));
    Awaitility.await().atMost(A_MINUTE).until(() -> isThere(b, clashing));
  }

  @Test
  void otherSettingsOfTheTopicAreTheStreams() {
    OwnedTopic topic = make(StreamNames.fresh("nat"), 1);
    topic.set("retention.ms", "5400000");
    awaitStream(a, topic.name());
    Awaitility.await()
        .untilAsserted(
            () -> assertThat(describe(a, topic.name()).retentionPeriodHours()).isEqualTo(2));

    topic.set("cleanup.policy", "compact");
    for (KinesisClient replica : List.of(a, b)) {
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThat(describe(replica, topic.name()).retentionPeriodHours())
                      .isEqualTo(8760));
    }
  }

  @Test
  void aTopicOfOursOnOneReplicaIsNobodysToAdopt() throws KinesisException {
    String name = StreamNames.fresh("nat");
    LiveStream stream = LiveStream.create(a, name, 2, request -> {});

    assertThat(describe(b, name).streamModeDetails().streamMode())
        .isEqualTo(StreamMode.PROVISIONED);
    stream.put(1, "x");
    assertThat(new LiveStream(b, name, 2).texts(1)).containsExactly("x");
  }
}
