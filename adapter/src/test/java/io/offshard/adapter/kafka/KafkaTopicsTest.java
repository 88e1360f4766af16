// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.Topics.Creation;
import io.offshard.adapter.service.Topics.Sighting;
import io.offshard.mapping.lineage.Alteration;
import io.offshard.mapping.lineage.Alteration.RaiseRetention;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.DescribeTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KafkaTopicsTest {
  private static final StreamSettings SETTINGS =
      new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
  private static final Map<String, String> OURS =
      Map.of(
          "retention.ms", "86400000",
          "message.timestamp.type", "LogAppendTime",
          "max.message.bytes", Integer.toString((10 << 20) + (64 << 10)));

  private LocalBroker broker;
  private KafkaTopics topics;

  @BeforeAll
  void startBroker(@TempDir Path dataDir) throws IOException {
    broker = LocalBroker.start(dataDir);
    topics = new KafkaTopics(broker.cluster(), LocalBroker.copies());
  }

  @AfterAll
  void stopBroker() {
    broker.close();
  }

  private void make(String name, int partitions, Map<String, String> settings) throws Exception {
    NewTopic topic = new NewTopic(name, partitions, (short) 1).configs(settings);
    broker.cluster().admin().createTopics(List.of(topic)).all().get();
  }

  @Test
  void knowsItsOwnTopicAgain() {
    assertThat(topics.objection("own", 2, SETTINGS)).isEmpty();
    Creation.Made made = (Creation.Made) topics.create("own", 2, SETTINGS);

    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(topics.look("own", 2, SETTINGS))
                    .isEqualTo(new Sighting.Unused(made.topicId())));
    assertThat(topics.create("own", 2, SETTINGS)).isInstanceOf(Creation.Exists.class);
    assertThat(topics.objection("own", 2, SETTINGS).orElseThrow())
        .isInstanceOf(Creation.Exists.class);
  }

  @Test
  void takesNoTopicOfOtherMakingForItsOwn() throws Exception {
    make("plain", 2, Map.of());
    Awaitility.await().until(() -> topics.look("plain", 2, SETTINGS) instanceof Sighting.InUse);
    make("others", 3, OURS);
    Awaitility.await().until(() -> topics.look("others", 2, SETTINGS) instanceof Sighting.InUse);
    for (String mark : OURS.keySet()) {
      Map<String, String> almost = new HashMap<>(OURS);
      almost.remove(mark);
      make("without." + mark, 2, almost);
      Awaitility.await()
          .until(() -> topics.look("without." + mark, 2, SETTINGS) instanceof Sighting.InUse);
    }
  }

  @Test
  void takesNoTopicWithARecordForUnused() throws Exception {
    make("written", 1, OURS);
    try (KafkaProducer<byte[], byte[]> producer =
        broker
            .clients()
            .newProducer("test", Duration.ofSeconds(5), Duration.ofSeconds(5), 1 << 20)) {
      producer.send(new ProducerRecord<>("written", new byte[1])).get();
    }

    assertThat(topics.look("written", 1, SETTINGS)).isEqualTo(new Sighting.InUse());
  }

  private String retention(String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Config found =
        broker.cluster().admin().describeConfigs(List.of(resource)).all().get().get(resource);
    return Objects.requireNonNull(found).get("retention.ms").value();
  }

  @Test
  void givesItsTopicAnotherRetentionAsOftenAsItIsAsked() throws Exception {
    Creation.Made made = (Creation.Made) topics.create("altered", 1, SETTINGS);
    Alteration longer = new RaiseRetention(48);
    Awaitility.await().until(() -> topics.look("altered", 1, SETTINGS) instanceof Sighting.Unused);

    assertThat(topics.objection("altered", made.topicId(), longer)).isEmpty();
    assertThat(retention("altered")).isEqualTo("86400000");
    assertThat(topics.alter("altered", made.topicId(), longer)).isEmpty();
    assertThat(topics.alter("altered", made.topicId(), longer)).isEmpty();
    assertThat(retention("altered")).isEqualTo("172800000");
  }

  @Test
  void leavesATopicOfTheSameNameAsItIs() throws Exception {
    make("replaced", 1, OURS);
    Alteration longer = new RaiseRetention(48);
    Awaitility.await().until(() -> topics.look("replaced", 1, SETTINGS) instanceof Sighting.Unused);

    assertThat(topics.alter("replaced", new UUID(1, 1), longer)).isPresent();
    assertThat(topics.objection("gone", new UUID(1, 1), longer)).isPresent();
    assertThat(retention("replaced")).isEqualTo("86400000");
  }

  @Test
  void doesNotSeeWhatIsNotThere() {
    assertThat(topics.look("nothing", 1, SETTINGS)).isEqualTo(new Sighting.NotSeen());
  }

  @Test
  void saysWhatKafkaWillNotMakeWithoutMakingIt() throws Exception {
    make("a.b", 1, Map.of());

    assertThat(topics.objection("a_b", 1, SETTINGS).orElseThrow())
        .isInstanceOf(Creation.NameTaken.class);
    KafkaTopics many =
        new KafkaTopics(broker.cluster(), new Replication(Optional.of(3), Optional.empty()));
    assertThat(many.objection("copies", 1, SETTINGS).orElseThrow())
        .isInstanceOf(Creation.Impossible.class);
    assertThat(topics.objection("fine", 1, SETTINGS)).isEmpty();
    assertThat(broker.cluster().admin().listTopics().names().get())
        .doesNotContain("a_b", "copies", "fine");
  }

  @Test
  void aWrongConfigurationIsFinalAndAWrongPasswordIsNot() {
    assertThat(KafkaTopics.refusal(new InvalidConfigurationException("no")))
        .isEqualTo(new Creation.Impossible("no"));
    assertThat(KafkaTopics.refusal(new ClusterAuthorizationException("no")))
        .isEqualTo(new Creation.Impossible("no"));
    assertThatThrownBy(() -> KafkaTopics.refusal(new SaslAuthenticationException("no")))
        .isInstanceOf(StreamFaultException.class);
    assertThatThrownBy(() -> KafkaTopics.refusal(new TimeoutException("late")))
        .isInstanceOf(StreamFaultException.class);
  }

  @Test
  void aTopicThatOneBrokerDoesNotKnowIsOnlyGoneWhenTheControllerSaysSo() throws Exception {
    make("new", 1, Map.of());
    KafkaTopics lagging = new KafkaTopics(lagging(broker.cluster().admin()), LocalBroker.copies());
    UUID id = new UUID(1, 2);

    assertThatThrownBy(() -> lagging.widen("new", id, 2)).isInstanceOf(StreamFaultException.class);
    assertThatThrownBy(() -> lagging.alter("new", id, new RaiseRetention(48)))
        .isInstanceOf(StreamFaultException.class);
    assertThat(lagging.widen("never-made", id, 2)).contains("the topic is gone");
    assertThat(lagging.alter("never-made", id, new RaiseRetention(48)))
        .contains("the topic is gone");
  }

  /** Asks a broker that knows no topics yet. */
  private static Admin lagging(Admin admin) {
    KafkaFutureImpl<TopicDescription> unknown = new KafkaFutureImpl<>();
    unknown.completeExceptionally(new UnknownTopicOrPartitionException("not here"));
    DescribeTopicsResult nothing =
        new DescribeTopicsResult(null, Map.of("new", unknown, "never-made", unknown)) {};
    return (Admin)
        Proxy.newProxyInstance(
            Admin.class.getClassLoader(),
            new Class<?>[] {Admin.class},
            (_, method, arguments) ->
                method.getName().equals("describeTopics")
                    ? nothing
                    : method.invoke(admin, arguments));
  }
}
