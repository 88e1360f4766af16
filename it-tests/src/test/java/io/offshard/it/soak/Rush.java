// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.soak;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.client.JavaClients;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;

/**
 * Clients that ask for more than a stream may give and take: writers, readers, subscribers that
 * leave, and clients that break off in the middle of a request or of an answer.
 */
final class Rush implements AutoCloseable {
  private static final int WRITERS = 6;
  private static final int READERS = 4;
  private static final int QUITTERS = 4;
  private static final int RECORDS = 100;
  private static final int BYTES = 8 << 10;

  private final AtomicBoolean over = new AtomicBoolean();
  private final AtomicLong numbers;
  private final Set<Long> acknowledged;
  private final ConcurrentLinkedQueue<String> strange = new ConcurrentLinkedQueue<>();
  private final AtomicLong throttled = new AtomicLong();
  private final AtomicLong broken = new AtomicLong();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final URI endpoint;
  private final String stream;
  private final String consumer;
  private final KinesisClient client;
  private final KinesisAsyncClient pushed;

  /**
   * Begins.
   *
   * @param numbers where the numbers of records go on, each of which is written once
   * @param acknowledged takes those that were
   */
  Rush(
      URI endpoint,
      String stream,
      int shards,
      String consumer,
      AtomicLong numbers,
      Set<Long> acknowledged) {
    this.endpoint = endpoint;
    this.stream = stream;
    this.consumer = consumer;
    this.numbers = numbers;
    this.acknowledged = acknowledged;
    this.client = JavaClients.impatient(endpoint);
    this.pushed = JavaClients.impatientAsync(endpoint);
    for (int i = 0; i < WRITERS; i++) {
      threads.execute(() -> repeat(this::write));
    }
    for (int i = 0; i < READERS; i++) {
      int shard = i % shards;
      threads.execute(() -> repeat(() -> read(shard)));
    }
    for (int i = 0; i < QUITTERS; i++) {
      Random random = new Random(i);
      threads.execute(() -> repeat(() -> quit(random)));
      int shard = i % shards;
      threads.execute(() -> repeat(() -> subscribe(shard, random)));
    }
  }

  /** Refused calls and records are as they should be; whatever else is thrown is strange. */
  private void repeat(Runnable turn) {
    while (!over.get()) {
      try {
        turn.run();
      } catch (KinesisException e) {
        if (isThrottle(e.awsErrorDetails().errorCode())) {
          throttled.incrementAndGet();
        } else {
          strange.add(e.toString());
        }
      } catch (RuntimeException e) {
        strange.add(e.toString());
      }
    }
  }

  private static boolean isThrottle(String code) {
    return code.equals("ProvisionedThroughputExceededException")
        || code.equals("LimitExceededException")
        || code.equals("ResourceInUseException"); // the consumer's shard is another subscriber's
  }

  private void write() {
    List<Long> mine = new ArrayList<>();
    List<PutRecordsRequestEntry> entries = new ArrayList<>();
    for (int i = 0; i < RECORDS; i++) {
      long number = numbers.incrementAndGet();
      mine.add(number);
      entries.add(
          PutRecordsRequestEntry.builder()
              .partitionKey("k" + number)
              .data(
                  SdkBytes.fromByteArrayUnsafe(ByteBuffer.allocate(BYTES).putLong(number).array()))
              .build());
    }
    PutRecordsResponse answer =
        client.putRecords(request -> request.streamName(stream).records(entries));
    for (int i = 0; i < RECORDS; i++) {
      String error = answer.records().get(i).errorCode();
      if (error == null) {
        acknowledged.add(mine.get(i));
      } else if (isThrottle(error)) {
        throttled.incrementAndGet();
      } else {
        strange.add(error);
      }
    }
  }

  private void read(int shard) {
    String iterator =
        client
            .getShardIterator(
                request ->
                    request
                        .streamName(stream)
                        .shardId("shardId-%012d".formatted(shard))
                        .shardIteratorType(ShardIteratorType.TRIM_HORIZON))
            .shardIterator();
    client.getRecords(request -> request.shardIterator(iterator));
  }

  private void subscribe(int shard, Random random) {
    CompletableFuture<Void> call =
        pushed.subscribeToShard(
            request ->
                request
                    .consumerARN(consumer)
                    .shardId("shardId-%012d".formatted(shard))
                    .startingPosition(from -> from.type(ShardIteratorType.TRIM_HORIZON)),
            SubscribeToShardResponseHandler.builder().subscriber(event -> {}).build());
    LockSupport.parkNanos(Duration.ofMillis(100 + random.nextInt(900)).toNanos());
    call.cancel(true);
    broken.incrementAndGet();
  }

  /** Breaks off: in the head, in the body, or before the answer is read. */
  private void quit(Random random) {
    String body = "{\"StreamName\":\"" + stream + "\",\"Limit\":100}" + " ".repeat(100_000);
    String request =
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Type: application/x-amz-json-1.1\r\n"
            + "X-Amz-Target: Kinesis_20131202.ListShards\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body;
    try (Socket socket = new Socket(endpoint.getHost(), endpoint.getPort())) {
      byte[] bytes = request.getBytes(UTF_8);
      int sent = random.nextInt(3) == 0 ? bytes.length : random.nextInt(bytes.length);
      socket.getOutputStream().write(bytes, 0, sent);
      socket.setSoLinger(random.nextBoolean(), 0);
    } catch (IOException e) {
      strange.add(e.toString());
    }
    broken.incrementAndGet();
    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(20)).toNanos());
  }

  /** What no client should be told. */
  List<String> strange() {
    return List.copyOf(strange);
  }

  long throttled() {
    return throttled.get();
  }

  long broken() {
    return broken.get();
  }

  /** Ends all of them, and their connections. */
  @Override
  public void close() {
    over.set(true);
    threads.close();
    client.close();
    pushed.close();
  }

  /** A set that many threads may add to. */
  static Set<Long> numbers() {
    return ConcurrentHashMap.newKeySet();
  }
}
