// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kpl;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.ListenableFuture;
import io.offshard.mapping.kpl.UserRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.kinesis.producer.KinesisProducer;
import software.amazon.kinesis.producer.KinesisProducerConfiguration;
import software.amazon.kinesis.producer.UserRecordResult;

/**
 * An application that puts records into one stream with the library, which is told of the server no
 * more than it has to be. No two records have the same data. For one thread.
 */
final class Producer implements AutoCloseable {
  private static final int KEYS = 100;

  private final String stream;
  private final KinesisProducer library;
  private final Random random = new Random(7);
  private final List<Sent> sent = new ArrayList<>();

  /** A record that was given to the library, and where the library says that it stands. */
  record Sent(UserRecord record, Found found) {}

  /** Starts the library's program, which it unpacks into that directory. */
  Producer(Path directory, URI endpoint, String stream) {
    this.stream = stream;
    try {
      Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    library =
        new KinesisProducer(
            new KinesisProducerConfiguration()
                .setTempDirectory(directory.toString())
                .setKinesisEndpoint(endpoint.getHost())
                .setKinesisPort(endpoint.getPort())
                .setVerifyCertificate(false)
                .setMetricsLevel("none")
                .setRegion("us-east-1")
                .setCredentialsProvider(
                    StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test"))));
  }

  /** Puts the next so many records, all at once, and waits until all are acknowledged. */
  List<Sent> put(int count) {
    return put(IntStream.range(0, count).mapToObj(i -> record(i, null)).toList());
  }

  /** The same with a hash key of its own for each third record. */
  List<Sent> putWithHashKeys(int count) {
    return put(
        IntStream.range(0, count)
            .mapToObj(i -> record(i, i % 3 == 0 ? new BigInteger(128, random).toString() : null))
            .toList());
  }

  private List<Sent> put(List<UserRecord> records) {
    List<ListenableFuture<UserRecordResult>> results = new ArrayList<>();
    for (UserRecord record : records) {
      results.add(
          library.addUserRecord(
              stream, record.partitionKey(), record.explicitHashKey(), record.data().duplicate()));
    }
    library.flush();
    List<Sent> batch = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      UserRecord record = records.get(i);
      UserRecordResult result = result(results.get(i));
      batch.add(
          new Sent(record, Found.of(result.getShardId(), result.getSequenceNumber(), record)));
    }
    sent.addAll(batch);
    return batch;
  }

  private UserRecord record(int index, @Nullable String hashKey) {
    String text = "text-" + (sent.size() + index);
    return new UserRecord("kéy-" + random.nextInt(KEYS), hashKey, UTF_8.encode(text));
  }

  private static UserRecordResult result(ListenableFuture<UserRecordResult> future) {
    try {
      return Futures.getUnchecked(future);
    } catch (RuntimeException e) {
      throw new AssertionError("not put", e);
    }
  }

  /** All records so far, in the order in which the library was given them. */
  List<Sent> sent() {
    return sent;
  }

  @Override
  public void close() {
    library.destroy();
  }
}
