// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kpl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;

/** The Kinesis Client Library's own reading of what Offshard packs. */
final class KclReadsAggregatesTest {

  @Test
  void theClientLibraryReadsWhatIsPackedHere() {
    Random random = new Random(11);
    for (int size = 1; size < 200; size++) {
      List<UserRecord> records = records(random, size);
      assertThat(unpacked(new AggregatedRecord(records))).isEqualTo(records);
    }
  }

  private static List<UserRecord> records(Random random, int size) {
    List<UserRecord> records = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      String hashKey = random.nextBoolean() ? new BigInteger(128, random).toString() : null;
      String text = "é".repeat(random.nextInt(200));
      records.add(new UserRecord("kéy-" + random.nextInt(150), hashKey, UTF_8.encode(text)));
    }
    return records;
  }

  private static List<UserRecord> unpacked(AggregatedRecord packed) {
    KinesisClientRecord record =
        KinesisClientRecord.builder()
            .data(packed.bytes())
            .partitionKey("a")
            .sequenceNumber("1")
            .approximateArrivalTimestamp(Instant.EPOCH)
            .build();
    List<KinesisClientRecord> records = new AggregatorUtil().deaggregate(List.of(record));
    assertThat(records).allSatisfy(each -> assertThat(each.aggregated()).isTrue());
    return records.stream().map(Found::user).toList();
  }
}
