// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.kafka.TopicPrinter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offshard consume}: what any Kafka consumer sees, for those who have none at hand. */
@Command(
    name = "consume",
    description = {
      "Prints a Kafka topic from its beginning, and goes on until Ctrl-C.",
      "What the Kinesis Producer Library has packed is shown record by record."
    },
    footer = {
      "",
      "Example: offshard consume orders --bootstrap-server 127.0.0.1:9092",
      "See also: offshard streams tail STREAM, which reads through a server"
    },
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

  @Mixin private final Output out = new Output();

  @Override
  public void run() {
    try {
      TopicPrinter.print(broker, topic, out::line);
    } catch (IllegalStateException e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }
}
