// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.client.LiveStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.kinesis.model.PutRecordResponse;

/**
 * Puts numbered records of one partition key into one shard, each again and again until it is
 * acknowledged, and only then the next. One thread writes; others look when it has ended.
 */
final class Writer {
  /** What was acknowledged, and where it must be found. */
  record Acknowledged(String sequenceNumber, String text) {}

  private final LiveStream stream;
  private final int shard;
  private final String key;
  private final Calls calls = new Calls();
  private final List<Acknowledged> acknowledged = new ArrayList<>();
  private final Set<String> inDoubt = new HashSet<>();

  Writer(LiveStream stream, int shard, String key) {
    this.stream = stream;
    this.shard = shard;
    this.key = key;
  }

  void turn() {
    String text = "%s-%06d".formatted(key, acknowledged.size());
    @Nullable PutRecordResponse answer =
        calls.make(() -> stream.put(shard, key, text.getBytes(UTF_8)));
    if (answer == null) {
      inDoubt.add(text);
    } else {
      acknowledged.add(new Acknowledged(answer.sequenceNumber(), text));
    }
  }

  int shard() {
    return shard;
  }

  Calls calls() {
    return calls;
  }

  List<Acknowledged> acknowledged() {
    return acknowledged;
  }

  /** What may have been written more often than it was acknowledged. */
  Set<String> inDoubt() {
    return inDoubt;
  }
}
