// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import java.util.Collections;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

final class PagesIT {

  private static final int TARGET = 1 << 20;

  private LiveStream stream = new LiveStream(JavaClients.shared(), "none", 0);

  @BeforeEach
  void createsAStreamOfItsOwn() {
    stream = LiveStream.create(JavaClients.shared(), 1);
  }

  @Test
  void limitCountsRecordsAndThePagesJoin() {
    List.of("a", "b", "c", "d", "e").forEach(text -> stream.put(0, text));

    GetRecordsResponse first = limited(stream.iterator(0, TRIM_HORIZON), 2);
    GetRecordsResponse second = limited(first.nextShardIterator(), 2);

    assertThat(texts(first)).containsExactly("a", "b");
    assertThat(texts(second)).containsExactly("c", "d");
    assertThat(stream.textsFrom(second.nextShardIterator())).containsExactly("e");
  }

  @Test
  void anAnswerHasAtMostTenThousandRecords() {
    PutRecordsRequestEntry small =
        PutRecordsRequestEntry.builder()
            .partitionKey("k")
            .data(SdkBytes.fromString("x", UTF_8))
            .build();
    for (int i = 0; i < 21; i++) {
      stream
          .kinesis()
          .putRecords(
              request ->
                  request.streamName(stream.name()).records(Collections.nCopies(500, small)));
    }

    String start = stream.iterator(0, TRIM_HORIZON);

    assertThat(stream.page(start).records()).hasSizeBetween(1, 10_000);
    assertThat(stream.readFrom(start)).hasSize(10_500);
  }

  @Test
  void aPageAimsAtOneMebibyte() {
    byte[] data = new byte[400_000];
    for (int i = 0; i < 6; i++) {
      stream.put(0, "k", data);
    }
    String start = stream.iterator(0, TRIM_HORIZON);

    assertThat(stream.page(start).records()).hasSizeBetween(1, TARGET / data.length + 1);
    assertThat(stream.readFrom(start)).hasSize(6);
  }

  @Test
  void aRecordLargerThanTheTargetComesAlone() {
    stream.put(0, "k", new byte[TARGET - 1]);
    stream.put(0, "k", new byte[TARGET - 1]);

    assertThat(stream.page(stream.iterator(0, TRIM_HORIZON)).records()).isNotEmpty();
    assertThat(stream.readFrom(stream.iterator(0, TRIM_HORIZON))).hasSize(2);
  }

  @Test
  void millisBehindLatestIsZeroOnlyAtTheEnd() {
    stream.put(0, "a");
    long put = System.nanoTime();
    Awaitility.await().until(() -> System.nanoTime() - put > 20_000_000);
    stream.put(0, "b");

    GetRecordsResponse behind = limited(stream.iterator(0, TRIM_HORIZON), 1);
    GetRecordsResponse atEnd = limited(behind.nextShardIterator(), 1);

    assertThat(behind.millisBehindLatest()).isPositive();
    assertThat(texts(atEnd)).containsExactly("b");
    assertThat(atEnd.millisBehindLatest()).isZero();
  }

  private GetRecordsResponse limited(String iterator, int limit) {
    return stream.kinesis().getRecords(request -> request.shardIterator(iterator).limit(limit));
  }

  private static List<String> texts(GetRecordsResponse page) {
    return page.records().stream().map(record -> record.data().asUtf8String()).toList();
  }
}
