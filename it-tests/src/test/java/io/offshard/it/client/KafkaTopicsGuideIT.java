// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.Command.Outcome;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Project;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Types in what the guide {@code docs/kafka-topics.md} says, with the AWS CLI, boto3 and Kafka's
 * own tools.
 */
final class KafkaTopicsGuideIT {
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w+)\\R(.*?)^```$");
  private static final Pattern DEV = Pattern.compile("\\./offshard dev (.+)");

  /** What Kafka's scripts of these names run. */
  private static final Map<String, String> TOOLS =
      Map.of(
          "kafka-topics.sh", "org.apache.kafka.tools.TopicCommand",
          "kafka-console-producer.sh", "org.apache.kafka.tools.ConsoleProducer",
          "kafka-console-consumer.sh", "org.apache.kafka.tools.consumer.ConsoleConsumer");

  @TempDir Path directory = Path.of("");

  private record Block(String language, String text) {}

  @Test
  void everyCommandOfTheGuideDoesWhatItSays() throws IOException {
    Path aws = Installed.awsCli();
    Path python = Installed.pythonWithBoto3();
    List<Block> blocks = blocks(Project.root().resolve("docs/kafka-topics.md"));
    Files.writeString(directory.resolve("follow.py"), only(blocks, "python"));
    makeTools(Map.of("aws", aws, "python3", python));
    Matcher dev = DEV.matcher(only(blocks, "console"));
    assertThat(dev.find()).isTrue();

    try (OffshardProcess server =
        OffshardProcess.dev(directory, dev.group(1).replace("'", "").split(" "))) {
      String script =
          "set -euo pipefail\n"
              + blocks.stream()
                  .filter(block -> block.language().equals("sh"))
                  .map(block -> "echo == block\n" + block.text())
                  .collect(joining());
      Outcome outcome = run(script, server);
      assertThat(outcome.status()).as(outcome.errors()).isZero();
      check(List.of(outcome.output().split("== block\n")));
    }
  }

  /** What somebody who types that in sees, block by block. */
  private static void check(List<String> said) {
    assertThat(said.get(2)).containsPattern("orders +(exposed|stream)").contains("ON_DEMAND");
    List<String> first = said.get(3).lines().sorted().toList();
    assertThat(first)
        .hasSize(20)
        .allSatisfy(line -> assertThat(line).matches("shardId-\\S+ customer-[0-4] order \\d+"));
    assertThat(said.get(4))
        .contains("SequenceNumber")
        .contains("customer-1\torder 21")
        .contains("customer-0\torder 20");
    assertThat(said.get(5).lines().filter(line -> line.matches("shardId-\\S+\\s+None\\s+\\d+")))
        .hasSize(4);
    assertThat(
            said.get(5)
                .lines()
                .filter(line -> line.matches("shardId-\\S+\\s+shardId-\\S+\\s+None")))
        .hasSize(8);
    assertThat(said.get(5).lines().filter(line -> line.contains("customer-"))).hasSize(21);
  }

  private Outcome run(String script, OffshardProcess server) throws IOException {
    Path file =
        Files.writeString(
            directory.resolve("guide.sh"),
            script
                .replace("127.0.0.1:4567", server.endpoint().getAuthority())
                .replace("127.0.0.1:9092", server.kafka())
                .replace("./offshard ", server.program().launcher() + " "));
    Path follow = directory.resolve("follow.py");
    Files.writeString(
        follow,
        Files.readString(follow).replace("127.0.0.1:4567", server.endpoint().getAuthority()));
    String path = directory.resolve("bin") + File.pathSeparator + System.getenv("PATH");
    return new Command(
            List.of("bash", file.toString()),
            directory,
            Map.of("PATH", path, "OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", server.kafka()))
        .run();
  }

  /** Programs under the names that the guide calls them by. */
  private void makeTools(Map<String, Path> others) throws IOException {
    Path bin = Files.createDirectories(directory.resolve("bin"));
    for (Map.Entry<String, String> tool : TOOLS.entrySet()) {
      executable(
          bin.resolve(tool.getKey()),
          "exec '%s/bin/java' -cp '%s' %s \"$@\" 2> >(grep -v SLF4J >&2)"
              .formatted(
                  System.getProperty("java.home"),
                  System.getProperty("java.class.path"),
                  tool.getValue()));
    }
    for (Map.Entry<String, Path> other : others.entrySet()) {
      executable(bin.resolve(other.getKey()), "exec '%s' \"$@\"".formatted(other.getValue()));
    }
  }

  private static void executable(Path file, String command) throws IOException {
    Files.writeString(file, "#!/usr/bin/env bash\n" + command + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private static List<Block> blocks(Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    for (MatchResult found : BLOCK.matcher(Files.readString(page)).results().toList()) {
      blocks.add(new Block(found.group(1), found.group(2)));
    }
    return blocks;
  }

  private static String only(List<Block> blocks, String language) {
    List<Block> found = blocks.stream().filter(b -> b.language().equals(language)).toList();
    assertThat(found).hasSize(1);
    return found.getFirst().text();
  }
}
