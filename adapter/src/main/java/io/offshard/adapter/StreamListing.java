// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static java.util.stream.Collectors.toMap;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaCluster;
import io.offshard.adapter.kafka.KafkaTopicList;
import io.offshard.adapter.kafka.UnusableSettings;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.lineage.LineageGlance;
import io.offshard.adapter.service.Exposure;
import io.offshard.adapter.service.Judgement;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.TopicList.Layout;
import io.offshard.adapter.service.TopicList.Listed;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Lineages;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which Kafka topics are streams, as a server of that configuration decides it. */
public final class StreamListing {
  private static final String EXPOSED = "exposed";
  private static final String NOT_EXPOSED = "not exposed";

  private StreamListing() {}

  /**
   * One topic, or a stream without one.
   *
   * @param partitions none where they are not known
   */
  public record Row(String topic, String status, int partitions, boolean internal, String why) {}

  /**
   * Asks Kafka for its topics and reads the lineage topic; writes nothing, and asks no server.
   *
   * @return by name
   * @throws StartFailure with one line for the user
   */
  public static List<Row> of(Config config) {
    Config.Kafka kafka = config.kafka();
    KafkaClients clients =
        new KafkaClients(kafka.client(), kafka.producer(), kafka.admin(), kafka.consumer());
    try (KafkaCluster cluster = new KafkaCluster(clients);
        var reader = new FetchPartitionReader(clients, 1, config.read().timeout())) {
      KafkaSide.reach(cluster, config);
      KafkaTopicList list = new KafkaTopicList(cluster, reader);
      List<Listed> topics = list.list();
      return rows(
          new Exposure(config.streams().expose(), config.lineage().topic()),
          LineageGlance.of(clients, config.lineage().topic()),
          topics,
          list.layouts(topics.stream().map(Listed::name).toList()));
    } catch (UnusableSettings e) {
      throw new StartFailure("The Kafka settings are not usable: " + e.getMessage(), e);
    } catch (IllegalStateException | StreamFaultException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  static List<Row> rows(
      Exposure exposure, Lineages image, List<Listed> topics, Map<String, Layout> layouts) {
    Map<String, Judgement> judged = exposure.judge(topics, image);
    Map<String, UUID> ids = topics.stream().collect(toMap(Listed::name, Listed::id));
    List<Row> rows = new ArrayList<>();
    judged.forEach(
        (topic, judgement) -> {
          Layout layout = layouts.get(topic);
          rows.add(row(topic, judgement, layout == null ? 0 : layout.partitions(), image));
        });
    image.all().stream()
        .filter(stream -> !ids.containsKey(stream.topic()))
        .map(StreamListing::unseen)
        .forEach(rows::add);
    rows.sort(Comparator.comparing(Row::topic));
    return rows;
  }

  private static Row row(String topic, Judgement judgement, int partitions, Lineages image) {
    return switch (judgement) {
      case Judgement.Exposed why ->
          new Row(
              topic,
              EXPOSED,
              partitions,
              false,
              image.find(topic).isPresent()
                  ? why.reason()
                  : why.reason() + "; a server that exposes it has still to adopt it");
      case Judgement.Made why -> new Row(topic, "managed", partitions, false, why.reason());
      case Judgement.Internal why -> new Row(topic, NOT_EXPOSED, partitions, true, why.reason());
      case Judgement.Unmatched why -> new Row(topic, NOT_EXPOSED, partitions, false, why.reason());
      case Judgement.Refused why -> new Row(topic, NOT_EXPOSED, partitions, false, why.reason());
    };
  }

  private static Row unseen(Lineage stream) {
    return new Row(
        stream.topic(),
        stream.isNative() ? NOT_EXPOSED : "managed",
        0,
        false,
        "there is such a stream, but Kafka shows no topic of that name");
  }
}
