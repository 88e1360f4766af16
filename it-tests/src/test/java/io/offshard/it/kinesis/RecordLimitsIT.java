// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.StreamNames;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RecordLimitsIT {

  private static final int MEBIBYTE = 1 << 20;

  private LiveStream stream = new LiveStream(JavaClients.shared(), "none", 0);
  private LiveStream large = stream;

  @BeforeAll
  void createsAnOrdinaryStreamAndOneForLargeRecords() {
    stream = LiveStream.create(JavaClients.shared(), 1);
    large =
        LiveStream.create(
            JavaClients.shared(),
            StreamNames.fresh("large"),
            1,
            request -> request.maxRecordSizeInKiB(10 * 1024));
  }

  @Test
  void aRecordOfOneMebibyteWithItsKeyIsTaken() {
    stream.put(0, "key", new byte[MEBIBYTE - 3]);

    assertThat(stream.readFrom(stream.iterator(0, TRIM_HORIZON))).isNotEmpty();
  }

  @Test
  void oneByteMoreIsRefused() {
    assertRefused(() -> stream.put(0, "key", new byte[MEBIBYTE - 2]));
    assertRefused(() -> putAll(stream, 1, new byte[MEBIBYTE]));
  }

  @Test
  void aStreamForLargeRecordsTakesTenMebibytesAndGivesThemBack() {
    byte[] data = new byte[10 * MEBIBYTE - 3];
    new Random(1).nextBytes(data);
    large.put(0, "key", data);

    List<byte[]> read =
        large.readFrom(large.iterator(0, TRIM_HORIZON)).stream()
            .map(record -> record.data().asByteArray())
            .toList();

    assertThat(read).anySatisfy(bytes -> assertThat(Arrays.equals(bytes, data)).isTrue());
  }

  @Test
  void tenMebibytesAndOneByteAreRefused() {
    assertRefused(() -> large.put(0, "key", new byte[10 * MEBIBYTE - 2]));
    assertRefused(() -> large.put(0, "key", new byte[10 * MEBIBYTE + 1]));
  }

  @Test
  void aBatchOfMoreThanFiveHundredIsRefused() {
    assertThatThrownBy(() -> putAll(stream, 501, new byte[1]))
        .isInstanceOf(KinesisException.class)
        .hasMessageContaining(
            "at 'records' failed to satisfy constraint: Member must have length less than or equal"
                + " to 500");
  }

  @Test
  void aBatchOfMoreThanTenMebibytesIsRefused() {
    assertRefused(() -> putAll(stream, 11, new byte[MEBIBYTE - 3]));
  }

  @Test
  void aBatchOfTenMebibytesIsTaken() {
    LiveStream own = LiveStream.create(JavaClients.shared(), 1);
    putAll(own, 10, new byte[MEBIBYTE - 3]);

    assertThat(own.readFrom(own.iterator(0, TRIM_HORIZON))).hasSize(10);
  }

  private static void putAll(LiveStream stream, int count, byte[] data) {
    PutRecordsRequestEntry entry =
        PutRecordsRequestEntry.builder()
            .partitionKey("key")
            .data(SdkBytes.fromByteArray(data))
            .build();
    stream
        .kinesis()
        .putRecords(
            request ->
                request.streamName(stream.name()).records(Collections.nCopies(count, entry)));
  }

  private static void assertRefused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            KinesisException.class,
            refusal -> {
              assertThat(refusal.statusCode()).isEqualTo(400);
              assertThat(refusal.awsErrorDetails().errorCode())
                  .isIn("ValidationException", "InvalidArgumentException");
            });
  }
}
