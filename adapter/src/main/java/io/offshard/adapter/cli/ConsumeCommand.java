// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code offshard consume}: what any Kafka consumer sees, for those who have none at hand. */
@Command(
    name = "consume",
    description = "Prints a Kafka topic from its beginning, and goes on until Ctrl-C.",
    mixinStandardHelpOptions = true)
final class ConsumeCommand implements Runnable {
  @Parameters(paramLabel = "TOPIC", description = "The topic; a stream has the name of its topic.")
  private String topic = "";

  @Option(
      names = "--bootstrap-server",
      paramLabel = "HOST:PORT",
      defaultValue = "127.0.0.1:9092",
      description = "A Kafka broker (${DEFAULT-VALUE}).")
  private String broker = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            broker,
            "allow.auto.create.topics",
            false,
            "isolation.level",
            "read_committed",
            "default.api.timeout.ms",
            10_000);
    try (var consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(partition -> new TopicPartition(topic, partition.partition()))
              .toList();
      if (partitions.isEmpty()) {
        throw new Failure("there is no topic " + topic + " on " + broker);
      }
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      print("partition\toffset\ttimestamp\tkey\tvalue");
      while (true) {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> print(line(record)));
      }
    } catch (KafkaException e) {
      throw new Failure("cannot read from Kafka on " + broker + ": " + e.getMessage(), e);
    }
  }

  private static String line(ConsumerRecord<String, String> record) {
    return "%d\t%d\t%s\t%s\t%s"
        .formatted(
            record.partition(),
            record.offset(),
            Instant.ofEpochMilli(record.timestamp()),
            record.key(),
            record.value());
  }

  private void print(String line) {
    if (spec != null) {
      PrintWriter out = spec.commandLine().getOut();
      out.println(line);
      out.flush();
    }
  }
}
