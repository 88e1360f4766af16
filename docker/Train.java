// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes the cache of loaded and linked classes that the image starts from, by a real run: Offshard
 * in front of a Kafka broker, some calls, an orderly end. Run at the image's build, where nothing
 * else has a port.
 *
 * <p>Arguments: the directory of the JVM, the installation's directory, and {@code with-broker} for
 * a cache of the broker's classes too. Without, the broker runs on the java of the PATH, as it
 * needs more modules.
 */
final class Train {

  private static final Duration LIMIT = Duration.ofSeconds(120);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  public static void main(String[] arguments) throws Exception {
    Path java = Path.of(arguments[0], "bin", "java");
    Path home = Path.of(arguments[1]);
    Path cache = home.resolve("offshard.aot");
    Path data = Files.createTempDirectory("training");
    String options = "@" + home.resolve("options");

    boolean withBroker = arguments.length > 2;
    Process broker =
        start(
            List.of(
                withBroker ? java.toString() : "java",
                options,
                "dev",
                "--data-dir",
                data.toString()),
            Map.of(
                "OFFSHARD_MANAGEMENT_PORT",
                "5569",
                "OFFSHARD_API_PORT",
                "5567",
                "OFFSHARD_API_TLS_PORT",
                "5568"));
    try {
      awaitReady(broker, 5569);
      if (withBroker) {
        broker = trained(broker, home.resolve("broker.aot"));
      }
      List<String> serve = new ArrayList<>(List.of(java.toString(), options, "serve"));
      serve.addAll(1, caching(cache));
      Process server =
          start(
              serve,
              Map.of(
                  "OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092",
                  "OFFSHARD_LINEAGE_TOPIC", "__offshard_training",
                  "OFFSHARD_TOKENS_DIRECTORY", data.resolve("token-keys").toString(),
                  "OFFSHARD_AUTH_MODE", "none"));
      awaitReady(server, 4569);
      callEverythingCommon();
      ask("http://127.0.0.1:4569/metrics");
      end(server);
    } finally {
      end(broker);
    }
    System.out.println("the cache takes " + Files.size(cache) / (1 << 20) + " MiB");
  }

  private static void callEverythingCommon() throws Exception {
    kinesis("CreateStream", "{\"StreamName\":\"training\",\"ShardCount\":2}");
    String summary = "{\"StreamName\":\"training\"}";
    await(() -> kinesis("DescribeStreamSummary", summary).contains("\"ACTIVE\""));
    for (int i = 0; i < 50; i++) {
      kinesis(
          "PutRecord",
          "{\"StreamName\":\"training\",\"PartitionKey\":\"key" + i + "\",\"Data\":\"aGVsbG8=\"}");
      kinesis(
          "PutRecords",
          "{\"StreamName\":\"training\",\"Records\":[{\"PartitionKey\":\"a\",\"Data\":\"aGVsbG8=\"},"
              + "{\"PartitionKey\":\"b\",\"Data\":\"aGVsbG8=\"}]}");
    }
    kinesis("ListStreams", "{}");
    Matcher shard = Pattern.compile("shardId-\\d+").matcher(kinesis("ListShards", summary));
    while (shard.find()) {
      String got =
          kinesis(
              "GetShardIterator",
              "{\"StreamName\":\"training\",\"ShardIteratorType\":\"TRIM_HORIZON\",\"ShardId\":\""
                  + shard.group()
                  + "\"}");
      String iterator = got.replaceAll(".*\"ShardIterator\":\"([^\"]+)\".*", "$1");
      kinesis("GetRecords", "{\"ShardIterator\":\"" + iterator + "\"}");
    }
    kinesis("DeleteStream", summary);
  }

  private static String kinesis(String operation, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:4567/"))
            .timeout(LIMIT)
            .version(HttpClient.Version.HTTP_1_1)
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Kinesis_20131202." + operation)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IllegalStateException(operation + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  /**
   * The broker of {@code dev} in its place, which leaves a cache. It is started as {@code dev}
   * does, as only a JVM with the same class path can use the cache.
   */
  private static Process trained(Process dev, Path cache) throws Exception {
    long child = dev.children().findFirst().orElseThrow().pid();
    String line = Files.readString(Path.of("/proc", Long.toString(child), "cmdline"));
    List<String> command = new ArrayList<>(List.of(line.split("\0")));
    end(dev);
    command.removeIf(option -> option.contains("SharedArchive") || option.startsWith("-Xlog:"));
    command.addAll(1, caching(cache));
    Process broker = start(command, Map.of());
    await(() -> answers(9092));
    return broker;
  }

  private static boolean answers(int port) {
    try (Socket _ = new Socket("127.0.0.1", port)) {
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  /**
   * Options that have a cache left. Without profiles of methods, which would have them compiled at
   * the start: CPU and memory that nobody asked for.
   */
  private static List<String> caching(Path cache) {
    return List.of(
        "-XX:AOTCacheOutput=" + cache, "-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining");
  }

  private static int ask(String address) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(LIMIT).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private static Process start(List<String> command, Map<String, String> environment)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT); // a broker ends with its input
    builder.environment().putAll(environment);
    return builder.start();
  }

  private static void awaitReady(Process process, int port) throws Exception {
    await(
        () -> {
          if (!process.isAlive()) {
            throw new IllegalStateException("it has ended with code " + process.exitValue());
          }
          try {
            return ask("http://127.0.0.1:" + port + "/readyz") == 200;
          } catch (IOException notYet) {
            return false;
          }
        });
  }

  private static void await(Condition condition) throws Exception {
    Instant deadline = Instant.now().plus(LIMIT);
    while (!condition.holds()) {
      if (Instant.now().isAfter(deadline)) {
        throw new IllegalStateException("not within " + LIMIT);
      }
      Thread.sleep(50);
    }
  }

  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("it does not end");
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }
}
