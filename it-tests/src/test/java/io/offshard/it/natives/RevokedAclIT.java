// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.natives;

import static org.apache.kafka.common.acl.AclOperation.ALL;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AFTER_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.KafkaTopicList;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.acl.AclBinding;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamDescription;

/** A broker with ACLs: what Offshard is allowed comes and goes, and the stream stays what it is. */
@TestInstance(Lifecycle.PER_CLASS)
final class RevokedAclIT {
  /** Longer than it takes to give up a stream whose topic does not exist any more. */
  private static final Duration AWAY = Duration.ofSeconds(Boolean.getBoolean("long") ? 75 : 1);

  private static final String FAILURE = "InternalFailureException";
  private static final String NOT_FOUND = "ResourceNotFoundException";

  private Path directory;
  private AclBroker broker;
  private OffshardProcess server;
  private KinesisClient kinesis;

  @BeforeAll
  void start(@TempDir Path temporary) throws IOException {
    directory = temporary;
    broker = AclBroker.start(directory.resolve("broker"));
    broker.allow(AclBroker.acls("__offshard_lineage", ALL));
    Map<String, String> settings = new HashMap<>(broker.settings(directory));
    settings.put("OFFSHARD_STREAMS_EXPOSE", "['*']");
    settings.put("OFFSHARD_STREAMS_NATIVE_POLL", "200ms");
    server =
        OffshardProcess.serve(
            Files.createDirectories(directory.resolve("server")),
            broker.broker().bootstrapServers(),
            settings);
    kinesis = JavaClients.sync(server.endpoint());
  }

  @AfterAll
  void stop() {
    kinesis.close();
    server.close();
    broker.close();
  }

  private StreamDescription describe(String stream) {
    return kinesis.describeStream(request -> request.streamName(stream)).streamDescription();
  }

  private void awaitStream(String stream) {
    Awaitility.await()
        .ignoreExceptionsInstanceOf(ResourceNotFoundException.class)
        .until(() -> describe(stream) != null);
  }

  private void awaitNone(String stream) {
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> describe(stream))
                    .isInstanceOf(ResourceNotFoundException.class));
  }

  @Test
  void aStreamWhoseAclIsTakenAwayAndGivenBackIsTheSame() {
    String name = OwnedTopic.create(broker.owners(), "orders", 2, Map.of()).name();
    List<AclBinding> needed = AclBroker.acls(name, DESCRIBE, DESCRIBE_CONFIGS, READ, WRITE);
    broker.allow(needed);
    awaitStream(name);
    LiveStream stream = new LiveStream(kinesis, name, 2);
    kinesis.addTagsToStream(request -> request.streamName(name).tags(Map.of("team", "blue")));
    String number = stream.put(0, "one").sequenceNumber();
    String iterator = stream.iterator(0, TRIM_HORIZON);
    StreamDescription before = describe(name);

    broker.revoke(needed);
    awaitNone(name);
    // To readers "not found" would be the end of the shard.
    assertThat(fault(() -> stream.page(iterator))).isEqualTo(FAILURE);
    assertThat(fault(() -> stream.iterator(0, TRIM_HORIZON))).isEqualTo(FAILURE);
    assertThatThrownBy(() -> stream.put(0, "x")).isInstanceOf(ResourceNotFoundException.class);
    Awaitility.await()
        .atMost(AWAY.plusSeconds(5))
        .during(AWAY)
        .untilAsserted(
            () ->
                assertThatThrownBy(() -> describe(name))
                    .isInstanceOf(ResourceNotFoundException.class));

    broker.allow(needed);
    awaitStream(name);
    assertThat(describe(name)).isEqualTo(before);
    assertThat(kinesis.listTagsForStream(request -> request.streamName(name)).tags())
        .singleElement()
        .satisfies(tag -> assertThat(tag.value()).isEqualTo("blue"));
    assertThat(stream.textsFrom(iterator)).containsExactly("one");
    stream.put(0, "two");
    assertThat(
            stream.textsFrom(
                stream.iterator(
                    0, AFTER_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(number))))
        .containsExactly("two");
    assertThat(server.output().split("Topic " + name + " with 2 partitions", -1)).hasSize(2);
  }

  @Test
  void untilItIsNoticedCallsFailAtOnceAndLoseNothingAndOthersDoNotSuffer() {
    OwnedTopic topic = OwnedTopic.create(broker.owners(), "sudden", 1, Map.of());
    OwnedTopic another = OwnedTopic.create(broker.owners(), "steady", 1, Map.of());
    List<AclBinding> needed = AclBroker.acls(topic.name(), DESCRIBE_CONFIGS, READ, WRITE);
    broker.allow(needed);
    broker.allow(AclBroker.acls(another.name(), DESCRIBE_CONFIGS, READ, WRITE));
    try (KinesisClient impatient = JavaClients.impatient(server.endpoint())) {
      LiveStream stream = LiveStream.await(impatient, topic.name(), 1);
      LiveStream others = LiveStream.await(impatient, another.name(), 1);
      NumberedPuts puts = new NumberedPuts(stream);
      puts.one();
      String iterator = stream.iterator(0, TRIM_HORIZON);

      broker.revoke(needed);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                puts.one();
                others.put(0, "well");
                assertThat(fault(() -> stream.page(iterator))).isIn("", FAILURE);
                return fault(stream::summary).equals(NOT_FOUND);
              });
      assertThat(impatient.listStreams().streamNames())
          .contains(another.name())
          .doesNotContain(topic.name());
      puts.one();
      assertThat(puts.faults).endsWith(NOT_FOUND);
      assertThat(others.texts(0)).hasSize(another.read(0).size());

      broker.allow(needed);
      LiveStream.await(impatient, topic.name(), 1);
      assertThat(logged("Topic " + topic.name() + " is not to be seen")).isOne();
      assertThat(logged("Topic " + topic.name() + " is to be seen again")).isOne();
      puts.one();
      assertThat(stream.textsFrom(iterator))
          .containsSubsequence(puts.acknowledged)
          .hasSize(topic.read(0).size());
    }
  }

  private long logged(String text) {
    return server.output().lines().filter(line -> line.contains(text)).count();
  }

  /** The type of the error, if there is one; anything but an answer fails the test. */
  private static String fault(Runnable call) {
    try {
      call.run();
      return "";
    } catch (KinesisException e) {
      return e.awsErrorDetails().errorCode();
    }
  }

  /** Each one has a text of its own, and fails in no other way than it may. */
  private static final class NumberedPuts {
    final LiveStream stream;
    final List<String> acknowledged = new ArrayList<>();
    final List<String> faults = new ArrayList<>();

    NumberedPuts(LiveStream stream) {
      this.stream = stream;
    }

    void one() {
      String text = Integer.toString(acknowledged.size() + faults.size());
      String fault = fault(() -> stream.put(0, text));
      if (fault.isEmpty()) {
        acknowledged.add(text);
      } else {
        assertThat(fault).isIn(FAILURE, NOT_FOUND);
        faults.add(fault);
      }
    }
  }

  @Test
  void aTopicWhoseSettingsMustNotBeReadIsNamedInTheLog() {
    String name = OwnedTopic.create(broker.owners(), "half", 1, Map.of()).name();
    broker.allow(AclBroker.acls(name, DESCRIBE, READ, WRITE));
    Awaitility.await()
        .until(
            () ->
                server
                    .output()
                    .contains("Topic half is no stream yet: its settings cannot be read"));
    awaitNone(name);

    broker.allow(AclBroker.acls(name, DESCRIBE_CONFIGS));
    awaitStream(name);
  }

  @Test
  void aTopicThatMustNotBeSeenIsNotGone() {
    String name = OwnedTopic.create(broker.owners(), "hidden", 1, Map.of()).name();
    List<AclBinding> needed = AclBroker.acls(name, DESCRIBE, READ);
    broker.allow(needed);
    KafkaClients clients = new KafkaClients(broker.clientSettings(), Map.of(), Map.of(), Map.of());
    try (KafkaCluster cluster = new KafkaCluster(clients);
        FetchPartitionReader reader =
            new FetchPartitionReader(clients, 10, Duration.ofSeconds(5))) {
      KafkaTopicList list = new KafkaTopicList(cluster, reader);
      Listed[] seen = new Listed[1];
      Awaitility.await()
          .until(
              () ->
                  list.list().stream()
                      .filter(topic -> topic.name().equals(name))
                      .peek(topic -> seen[0] = topic)
                      .findAny()
                      .isPresent());
      broker.revoke(needed);
      Awaitility.await().until(() -> list.list().stream().noneMatch(t -> t.name().equals(name)));

      for (int i = 0; i < 20; i++) {
        assertThat(list.gone(name, seen[0].id())).isFalse();
      }
      new OwnedTopic(broker.owners(), name).delete();
      Awaitility.await().untilAsserted(() -> assertThat(list.gone(name, seen[0].id())).isTrue());
    }
  }

  @Test
  void theListOfStreamsSaysThatItMustNotReadTheLineageTopic() throws IOException {
    Program program = Program.of(directory.resolve("ls"), "streams", "ls");
    Map<String, String> settings = new HashMap<>(broker.settings(directory));
    settings.put("OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", broker.broker().bootstrapServers());
    settings.put("OFFSHARD_LINEAGE_TOPIC", "somebody-elses");
    OwnedTopic.create(broker.owners(), "somebody-elses", 1, Map.of());
    for (Map.Entry<String, String> each : settings.entrySet()) {
      program = program.with(each.getKey(), each.getValue());
    }
    try (Program.Run run = program.start()) {
      assertThat(run.awaitEnd()).isEqualTo(1);
      assertThat(run.output().strip())
          .isEqualTo("offshard: not allowed to read the lineage topic somebody-elses");
    }
  }
}
