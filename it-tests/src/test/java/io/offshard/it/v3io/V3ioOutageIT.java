// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.broker.ProcessBroker;
import io.offshard.it.server.OffshardProcess;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Kafka goes away under v3io's calls and comes back: until then they are refused with the status
 * that clients repeat, and what was acknowledged is there once.
 */
final class V3ioOutageIT {
  private static final String STREAM = "/users/outage";
  private static final String STATE = STREAM + "/group-state.json";

  /** Calls fail soon, so that the test is short. */
  private static final Map<String, String> SHORT =
      Map.of("OFFSHARD_READ_TIMEOUT", "2s", "OFFSHARD_WRITE_DELIVERY_TIMEOUT", "2s");

  @TempDir private Path directory = Path.of("");

  @Test
  void callsAreRefusedWhileKafkaIsAwayAndNothingIsLostOrDoneTwice() throws InterruptedException {
    try (ProcessBroker broker = ProcessBroker.start(directory.resolve("broker"));
        OffshardProcess server =
            OffshardProcess.serve(directory.resolve("server"), broker.bootstrapServers(), SHORT)) {
      V3ioClient v3io = new V3ioClient(server.endpoint());
      v3io.create(STREAM, 1);
      List<OutageMember> members =
          List.of(new OutageMember(v3io, STREAM, STATE), new OutageMember(v3io, STREAM, STATE));
      members.forEach(OutageMember::awaitMore);
      Map<String, Supplier<Answer>> calls = calls(v3io);
      assertThat(statuses(calls)).allSatisfy((call, status) -> assertThat(status).isEqualTo(200));

      broker.kill();
      assertThat(statuses(calls)).allSatisfy((call, status) -> assertThat(status).isEqualTo(503));
      broker.restart();
      for (OutageMember member : members) {
        member.awaitMore();
        member.stop();
      }
      Awaitility.await()
          .until(() -> statuses(calls).values().stream().allMatch(status -> status == 200));

      assertCounted(v3io, members);
      assertStored(v3io, members);
    }
  }

  private static Map<String, Supplier<Answer>> calls(V3ioClient v3io) {
    String location = v3io.earliest(STREAM + "/0");
    Map<String, Supplier<Answer>> calls = new LinkedHashMap<>();
    calls.put("DescribeStream", () -> v3io.put("DescribeStream", STREAM));
    calls.put("Seek", () -> v3io.seek(STREAM + "/0", "{\"Type\":\"LATEST\"}"));
    calls.put("GetRecords", () -> v3io.read(STREAM + "/0", location, 1));
    calls.put("GetItem", () -> v3io.call("PUT", "GetItem", STATE, "{\"AttributesToGet\":\"**\"}"));
    calls.put("PutItem", () -> v3io.call("PUT", "PutItem", STREAM + "/x", "{\"Item\":{}}"));
    calls.put("commit", () -> v3io.call("PUT", "PutItem", STREAM + "/0", "{\"Item\":{}}"));
    calls.put("list", () -> v3io.call("GET", "/users?prefix=outage/", "", Map.of()));
    calls.put("put", () -> v3io.call("PUT", STREAM + "/object", "content", Map.of()));
    return calls;
  }

  /** All at once. */
  private static Map<String, Integer> statuses(Map<String, Supplier<Answer>> calls)
      throws InterruptedException {
    Map<String, Integer> statuses = new ConcurrentHashMap<>();
    List<Thread> threads = new ArrayList<>();
    calls.forEach(
        (name, call) ->
            threads.add(Thread.startVirtualThread(() -> statuses.put(name, call.get().status()))));
    for (Thread each : threads) {
      each.join();
    }
    assertThat(statuses).containsOnlyKeys(calls.keySet());
    return statuses;
  }

  /** Each write that counted made the number one more; those in doubt may have. */
  private static void assertCounted(V3ioClient v3io, List<OutageMember> members) {
    List<Long> counted = members.stream().flatMap(member -> member.counted().stream()).toList();
    int inDoubt = members.stream().mapToInt(OutageMember::inDoubt).sum();
    assertThat(counted).doesNotHaveDuplicates();
    assertThat(OutageMember.count(v3io, STATE))
        .isBetween((long) counted.size(), (long) counted.size() + inDoubt);
  }

  private static void assertStored(V3ioClient v3io, List<OutageMember> members) {
    Map<Long, String> stored = new LinkedHashMap<>();
    for (JsonNode record : v3io.all(STREAM + "/0")) {
      stored.put(V3ioClient.number(record, "SequenceNumber"), V3ioClient.data(record));
    }
    members.forEach(member -> assertThat(stored).containsAllEntriesOf(member.written()));
  }
}
