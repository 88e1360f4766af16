// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import io.offshard.adapter.service.Batch;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.FetchSessionHandler;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.utils.LogContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Partitions of one broker that are followed together: an incremental fetch session, in which a
 * request names only what has changed since the last one. For one thread.
 *
 * @see <a href="https://cwiki.apache.org/confluence/x/dWC9B">KIP-227</a>
 */
final class TailSession {
  /** Partitions; brokers forget the sessions of consumers with fewer partitions first. */
  static final int MOST = 100;

  /** How long the broker may keep a request when there is nothing new. */
  static final Duration WAIT = Duration.ofMillis(250);

  private static final int BYTES_PER_PARTITION = 1 << 20;

  /** The first version that names topics by their ids, and the last one for consumers. */
  private static final short OLDEST = 13;

  private static final short NEWEST = 17;

  private static final Logger log = LoggerFactory.getLogger(TailSession.class);

  /** A partition, and who leads it. */
  record Member(Tail tail, Leader leader) {}

  /** By topic id, as a name may come again. */
  private final Map<TopicPartition, Member> members = new LinkedHashMap<>();

  /** Who is in the request that is under way. */
  private final Set<TopicPartition> asked = new HashSet<>();

  private final FetchSessionHandler handler;
  private final TailBuffer buffer;
  private final Consumer<Tail> lost;

  /**
   * A session without members.
   *
   * @param lost takes a tail that is not in the session any more, because of an error
   */
  TailSession(int broker, TailBuffer buffer, Consumer<Tail> lost) {
    this.handler = new FetchSessionHandler(new LogContext("[offshard-tail] "), broker);
    this.buffer = buffer;
    this.lost = lost;
  }

  private static TopicPartition key(Tail tail) {
    return new TopicPartition(tail.partition().topicId().toString(), tail.partition().partition());
  }

  boolean isEmpty() {
    return members.isEmpty();
  }

  boolean hasRoom() {
    return members.size() < MOST;
  }

  void join(Tail tail, Leader leader) {
    members.put(key(tail), new Member(tail, leader));
  }

  void leave(Tail tail) {
    Member member = members.get(key(tail));
    if (member != null && member.tail() == tail) {
      members.remove(key(tail));
      asked.remove(key(tail));
    }
  }

  /** Gives up those members. */
  void lose(Predicate<Member> which) {
    for (Member member : List.copyOf(members.values())) {
      if (which.test(member)) {
        leave(member.tail());
        member.tail().pause();
        lost.accept(member.tail());
      }
    }
  }

  /** The broker is silent: nobody knows where the ends are. */
  void pause() {
    members.values().forEach(member -> member.tail().pause());
  }

  /** What to ask next. */
  FetchRequest.Builder request() {
    FetchSessionHandler.Builder next = handler.newBuilder();
    members.forEach(
        (key, member) ->
            next.add(
                key,
                new FetchRequest.PartitionData(
                    member.tail().partition().topicId(),
                    member.tail().next(),
                    FetchResponse.INVALID_LOG_START_OFFSET,
                    BYTES_PER_PARTITION,
                    member.leader().epoch())));
    FetchSessionHandler.FetchRequestData data = next.build();
    asked.clear();
    asked.addAll(members.keySet());
    int wait = Math.toIntExact(WAIT.toMillis());
    return new FetchRequest.Builder(
            OLDEST, NEWEST, FetchRequest.CONSUMER_REPLICA_ID, -1, wait, 1, data.toSend())
        .isolationLevel(IsolationLevel.READ_COMMITTED)
        .setMaxBytes(FetchRound.MAX_BYTES)
        .metadata(data.metadata())
        .removed(data.toForget())
        .replaced(data.toReplace());
  }

  /** There will be no answer. */
  void fail(RuntimeException problem) {
    handler.handleError(problem);
    lose(_ -> true);
  }

  /** Takes an answer; false when it is none, and the next request should wait a little. */
  boolean answer(FetchResponse response, short version) {
    if (!handler.handleResponse(response, version)) {
      // The broker has forgotten the session, for example; the next request begins another one.
      return response.error() == Errors.NONE;
    }
    Map<TopicPartition, PartitionData> answers =
        response.responseData(handler.sessionTopicNames(), version);
    answers.forEach(this::take);
    for (TopicPartition key : asked) {
      Member member = members.get(key);
      if (member != null && !answers.containsKey(key)) {
        member.tail().stay();
      }
    }
    return true;
  }

  private void take(TopicPartition key, PartitionData data) {
    Member member = members.get(key);
    if (member == null || !asked.contains(key)) {
      return; // it has left meanwhile
    }
    Tail tail = member.tail();
    if (data.errorCode() != Errors.NONE.code()) {
      if (data.errorCode() == Errors.OFFSET_OUT_OF_RANGE.code()) {
        buffer.forget(tail);
      }
      lose(member::equals);
      return;
    }
    try {
      add(tail, data);
    } catch (KafkaException e) {
      log.warn("What {} holds at offset {} is not readable", tail.partition(), tail.next(), e);
      buffer.forget(tail);
      lose(member::equals);
    }
  }

  private void add(Tail tail, PartitionData data) {
    int fetched = 0;
    if (data.records() instanceof MemoryRecords records) {
      // Out of the answer, which a small page of one partition would keep alive as a whole.
      ByteBuffer own = ByteBuffer.allocate(records.sizeInBytes());
      data.setRecords(MemoryRecords.readableRecords(own.put(records.buffer()).flip()));
      fetched = own.capacity();
    }
    Batch page = Page.of(data, tail.next(), Integer.MAX_VALUE, FetchRound.MAX_BYTES);
    buffer.add(tail, page, fetched);
  }
}
