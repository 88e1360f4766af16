// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.Project;
import io.offshard.it.server.SharedServer;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Sends bodies of any kind to a server on a heap that is small, over both protocols and in both
 * encodings. To repeat a run: {@code -Dfuzz.seed=}.
 */
public final class Fuzzing implements AutoCloseable {
  private static final Duration TIME = Duration.ofSeconds(Boolean.getBoolean("long") ? 120 : 5);
  private static final long SEED = Long.getLong("fuzz.seed", System.nanoTime());
  private static final int BETWEEN_VALID_CALLS = 50;
  private static final int LARGE = 2 << 20;
  private static final int SHOWN = 300;
  private static final Map<String, String> SMALL =
      Map.of(
          "OFFSHARD_JAVA_OPTS", "-Xmx160m",
          "OFFSHARD_API_IN_FLIGHT_BODY_BYTES", "32MiB",
          "OFFSHARD_LIMITS_SHARDS", "2",
          "OFFSHARD_LIMITS_ON_DEMAND_STREAMS", "0");

  private final OffshardProcess server;
  private final URI place;
  private String stream = "";
  private Map<String, Map<String, Object>> calls = Map.of();

  private Fuzzing(OffshardProcess server, String path) {
    this.server = server;
    this.place = server.endpoint().resolve(path);
  }

  /**
   * Starts a server of that name, whose streams are its own, for calls to that path.
   *
   * @param more of the configuration
   */
  public static Fuzzing start(String name, String path, Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(SMALL);
    environment.put("OFFSHARD_LINEAGE_TOPIC", "__offshard_" + name);
    environment.putAll(more);
    return new Fuzzing(
        OffshardProcess.serve(
            Project.emptyBuildDirectory(name),
            SharedServer.broker().bootstrapServers(),
            environment),
        path);
  }

  /** Where the server is. */
  public URI endpoint() {
    return server.endpoint();
  }

  /** What is sent, with the members that are right; PutRecord to that stream succeeds. */
  public void send(Map<String, Map<String, Object>> members, String toStream) {
    calls = members;
    stream = toStream;
  }

  /** Bodies that are mostly nearly right, for some time. */
  public void nearlyRight() {
    System.out.println("fuzz.seed=" + SEED);
    CompletableFuture<?>[] lanes =
        Stream.of(Encoding.values())
            .flatMap(
                encoding ->
                    Stream.<Function<URI, FuzzLane>>of(FuzzLaneHttp1::new, FuzzLaneHttp2::new)
                        .map(lane -> inItsOwnThread(() -> drive(lane, encoding))))
            .toArray(CompletableFuture[]::new);

    CompletableFuture.allOf(lanes).join();
    assertThat(server.isReady()).isTrue();
    assertThat(server.output()).doesNotContain("OutOfMemoryError", " ERROR ");
  }

  /** Each of the values that are hard on a parser, alone and as a list of some MiB. */
  public void hardOnAParser(Encoding encoding, List<String> operations) {
    FuzzBodies bodies = new FuzzBodies(encoding, new Random(SEED));
    try (FuzzLane lane = new FuzzLaneHttp2(place)) {
      int made = 0;
      for (byte[] value : Hostile.values(encoding)) {
        for (byte[] body : List.of(value, Hostile.list(encoding, value, LARGE))) {
          String operation = operations.get(made++ % operations.size());
          Map<String, Object> members = calls.getOrDefault(operation, Map.of());
          assertAnswered(lane, encoding, operation, bodies.with(body, members));
        }
      }
      assertServed(lane, encoding);
    }
  }

  private static CompletableFuture<Void> inItsOwnThread(Runnable lane) {
    return CompletableFuture.runAsync(lane, task -> Thread.ofVirtual().start(task));
  }

  private void drive(Function<URI, FuzzLane> lanes, Encoding encoding) {
    String[] operations = calls.keySet().stream().sorted().toArray(String[]::new);
    long end = System.nanoTime() + TIME.toNanos();
    try (FuzzLane lane = lanes.apply(place)) {
      String name = lane.getClass().getSimpleName() + encoding;
      long own = SEED + name.hashCode();
      FuzzBodies bodies = new FuzzBodies(encoding, new Random(own));
      int made = 0;
      for (; System.nanoTime() < end; made++) {
        String operation = operations[made % operations.length];
        byte[] body = bodies.next(calls.getOrDefault(operation, Map.of()));
        assertAnswered(lane, encoding, operation, body);
        if (made % BETWEEN_VALID_CALLS == 0) {
          assertServed(lane, encoding);
        }
      }
      System.out.println(lane.getClass().getSimpleName() + " " + encoding + ": " + made);
    }
  }

  private static void assertAnswered(
      FuzzLane lane, Encoding encoding, String operation, byte[] body) {
    FuzzLane.Answer answer;
    try {
      answer = lane.call(operation, encoding, body);
    } catch (RuntimeException e) {
      throw new AssertionError(shown(lane, encoding, operation, body), e);
    }
    assertThat(answer.status())
        .as(() -> answer + " to " + shown(lane, encoding, operation, body))
        .isIn(200, 400, 413);
  }

  private void assertServed(FuzzLane lane, Encoding encoding) {
    byte[] body =
        encoding.write(Map.of("StreamName", stream, "Data", new byte[9], "PartitionKey", "valid"));
    FuzzLane.Answer answer = lane.call("PutRecord", encoding, body);
    // Large bodies of other connections may leave no room for a while, which says: try again.
    for (int again = 0; again < 100 && answer.errorType().startsWith("Provisioned"); again++) {
      answer = lane.call("PutRecord", encoding, body);
    }
    assertThat(answer).isEqualTo(new FuzzLane.Answer(200, ""));
  }

  private static String shown(FuzzLane lane, Encoding encoding, String operation, byte[] body) {
    String hex = HexFormat.of().formatHex(Arrays.copyOf(body, Math.min(body.length, SHOWN)));
    return "-Dfuzz.seed=%d, %s, %s in %s, %d bytes: %s"
        .formatted(SEED, lane.getClass().getSimpleName(), operation, encoding, body.length, hex);
  }

  @Override
  public void close() {
    server.close();
  }
}
