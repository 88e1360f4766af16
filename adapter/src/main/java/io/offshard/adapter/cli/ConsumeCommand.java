// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.TopicRecords;
import io.offshard.adapter.kafka.TopicRecords.Seen;
import io.offshard.adapter.kafka.UnusableSettings;
import io.offshard.mapping.json.JsonValue;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code offshard consume}: what any Kafka consumer sees, for those who have none at hand. */
@Command(
    name = "consume",
    description = {
      "Prints a Kafka topic from its beginning, and goes on until Ctrl-C.",
      "One line each: partition, offset, time, key, value, with tabs between; a value that is no"
          + " text in base64, behind base64:. What the Kinesis Producer Library has packed is shown"
          + " record by record."
    },
    footer = {
      "",
      "Example: offshard consume orders --bootstrap-server 127.0.0.1:9092",
      "Example: offshard consume orders --config /etc/offshard/offshard.yaml --output json",
      "See also: offshard streams tail STREAM, which reads through a server"
    },
    mixinStandardHelpOptions = true)
final class ConsumeCommand implements Runnable {
  private final Map<String, String> environment;

  @Parameters(paramLabel = "TOPIC", description = "The topic; a stream has the name of its topic.")
  private String topic = "";

  @Mixin private final ServerFile server = new ServerFile();
  @Mixin private final Format out = new Format();

  ConsumeCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  @Override
  public void run() {
    Config.Kafka kafka = server.config(environment, Map.of()).kafka();
    KafkaClients clients =
        new KafkaClients(kafka.client(), kafka.producer(), kafka.admin(), kafka.consumer());
    try {
      TopicRecords.read(clients, topic, new Lines());
    } catch (IllegalStateException | UnusableSettings e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }

  /** Prints what is read, below a heading, as long as somebody takes it. */
  private final class Lines implements Predicate<@Nullable Seen> {
    private boolean begun;

    @Override
    public boolean test(@Nullable Seen seen) {
      if (!begun && !out.isJson()) {
        out.line("partition\toffset\ttimestamp\tkey\tvalue");
      }
      begun = true;
      if (seen != null) {
        out.show(() -> line(seen), () -> json(seen));
      }
      return !out.isClosed();
    }
  }

  private static String line(Seen seen) {
    return "%d\t%d\t%s\t%s\t%s%n"
        .formatted(
            seen.partition(), seen.offset(), seen.time(), text(seen.key()), text(seen.value()));
  }

  private static String text(@Nullable ByteBuffer bytes) {
    return bytes == null ? "null" : Printable.data(bytes);
  }

  private static JsonValue json(Seen seen) {
    return new Json()
        .with("Partition", seen.partition())
        .with("Offset", seen.offset())
        .with("Timestamp", seen.time())
        .with("Key", base64(seen.key()))
        .with("Value", base64(seen.value()))
        .object();
  }

  private static @Nullable String base64(@Nullable ByteBuffer bytes) {
    if (bytes == null) {
      return null;
    }
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return Base64.getEncoder().encodeToString(copy);
  }
}
