// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.RecordWriter.NewRecord;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.Alteration.LimitRecords;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.LineageEvent.Change.Alter;
import io.offshard.mapping.lineage.LineageEvent.Change.Create;
import io.offshard.mapping.lineage.LineageEvent.Commit;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Altered;
import io.offshard.mapping.lineage.LineageEvent.Outcome.Created;
import io.offshard.mapping.lineage.LineageEvent.Prepare;
import io.offshard.mapping.lineage.StreamSettings;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class WriteLimitsTest {
  private static final UUID OP = new UUID(0, 1);

  private final MemoryLineage store = new MemoryLineage();
  private final StreamLookup lookup =
      new StreamLookup(new StreamCatalog(store), new Account("000000000000", "us-east-1"));

  private Lineage stream() {
    StreamSettings settings = new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of());
    store.append(new Prepare(OP, new Create("s", 1, settings)));
    store.append(new Commit(OP, new Created(OP)));
    return store.current().find("s").orElseThrow();
  }

  /** With the one byte of its key. */
  private static NewRecord ofSize(int bytes) {
    return NewRecord.of("k", null, ByteBuffer.allocate(bytes - 1));
  }

  @Test
  void aRecordMayBeAsLargeAsTheStreamSays() {
    Lineage stream = stream();

    assertThatCode(() -> WriteLimits.check(stream, ofSize(1 << 20), lookup))
        .doesNotThrowAnyException();
    assertThatThrownBy(() -> WriteLimits.check(stream, ofSize((1 << 20) + 1), lookup))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("at 'data'")
        .hasMessageEndingWith("less than or equal to 1048576");
  }

  @Test
  void aLimitThatWasRaisedMeanwhileCounts() {
    Lineage old = stream();
    store.append(new Prepare(OP, new Alter("s", new LimitRecords(2048))));
    NewRecord large = ofSize(2 << 20);
    assertThatThrownBy(() -> WriteLimits.check(old, large, lookup)).isInstanceOf(Refusal.class);
    store.append(new Commit(OP, new Altered()));

    assertThatCode(() -> WriteLimits.check(old, large, lookup)).doesNotThrowAnyException();
    assertThatThrownBy(() -> WriteLimits.check(old, List.of(large, ofSize((2 << 20) + 1)), lookup))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("at 'records.2.member.data'")
        .hasMessageEndingWith("less than or equal to 2097152");
  }
}
