// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import io.offshard.it.v3io.V3ioClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Counts in an item by compare-and-set, and writes records, without end and whatever is answered.
 */
final class OutageMember {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final V3ioClient v3io;
  private final String stream;
  private final String item;
  private final List<Long> counted = new ArrayList<>();
  private final Map<Long, String> written = new HashMap<>();
  private final AtomicInteger rounds = new AtomicInteger();
  private final Thread thread;
  private int inDoubt;
  private volatile boolean stopped;

  /** Begins. */
  OutageMember(V3ioClient v3io, String stream, String item) {
    this.v3io = v3io;
    this.stream = stream;
    this.item = item;
    this.thread = Thread.startVirtualThread(this::run);
  }

  private void run() {
    while (!stopped) {
      boolean wrote = write();
      if (count() && wrote) {
        rounds.incrementAndGet();
      }
    }
  }

  private boolean write() {
    String data = UUID.randomUUID().toString();
    Answer answer =
        v3io.call("POST", "PutRecords", stream, "{\"Records\":[" + V3ioClient.record(data) + "]}");
    if (answer.status() != 200 || answer.number("FailedRecordCount") > 0) {
      return false;
    }
    written.put(V3ioClient.number(answer.records().getFirst(), "SequenceNumber"), data);
    return true;
  }

  private boolean count() {
    Answer read = read(v3io, item);
    if (read.status() == 503) {
      return false;
    }
    long next = value(read) + 1;
    Answer answer =
        v3io.call(
            "PUT",
            "PutItem",
            item,
            "{\"ConditionExpression\":\"%s\",\"Item\":{\"count\":{\"N\":\"%d\"}}}"
                .formatted(next == 1 ? "not(exists(count))" : "count == " + (next - 1), next));
    if (answer.status() == 200) {
      counted.add(next);
    }
    inDoubt += answer.status() == 503 ? 1 : 0;
    return answer.status() == 200;
  }

  private static Answer read(V3ioClient v3io, String item) {
    return v3io.call("PUT", "GetItem", item, "{\"AttributesToGet\":\"count\"}");
  }

  private static long value(Answer read) {
    return read.status() == 404
        ? 0
        : read.is(200)
            .member("Item")
            .field("count")
            .flatMap(value -> value.field("N"))
            .map(JsonNode::asString)
            .map(Long::parseLong)
            .orElseThrow();
  }

  /** What has been counted by all. */
  static long count(V3ioClient v3io, String item) {
    return value(read(v3io, item));
  }

  /** Waits until it has counted and written again. */
  void awaitMore() {
    int before = rounds.get();
    Awaitility.await().atMost(PATIENCE).until(() -> rounds.get() > before);
  }

  /** Ends it; what it knows can be asked for then. */
  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  /** The numbers that it has written and was told so. */
  List<Long> counted() {
    return counted;
  }

  /** How many more it may have written. */
  int inDoubt() {
    return inDoubt;
  }

  /** The records that were acknowledged, by their numbers. */
  Map<Long, String> written() {
    return written;
  }
}
