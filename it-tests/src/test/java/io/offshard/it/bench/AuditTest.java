// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** The benchmark's figures are worth as much as its reading back. */
final class AuditTest {

  private final Ledger ledger = new Ledger();
  private final Ledger.Writer writer = ledger.writer();
  private final Audit audit = new Audit(Payload.BASE64, 2, 1);

  @Test
  void acceptsEachRecordOnceAndInOrderWithinAShard() {
    writer.add(3);
    see(0, 1);
    see(1, 0);
    see(0, 2);

    assertThatCode(() -> audit.complete(ledger)).doesNotThrowAnyException();
  }

  @Test
  void rejectsALostRecord() {
    writer.add(2);
    see(0, 1);

    assertThatThrownBy(() -> audit.complete(ledger)).hasMessageContaining("2 records acknowledged");
  }

  @Test
  void rejectsARecordTwiceInPlaceOfAnother() {
    writer.add(3);
    see(0, 0);
    see(0, 2);
    see(1, 0);

    assertThatThrownBy(() -> audit.complete(ledger)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void rejectsRecordsOutOfOrderInAShard() {
    see(0, 1);

    assertThatThrownBy(() -> see(0, 0)).hasMessageContaining("out of order");
  }

  @Test
  void rejectsChangedData() {
    byte[] data = Payload.BASE64.blank();
    data[1000] ^= 1;

    assertThatThrownBy(() -> audit.see(0, data, 0)).hasMessageContaining("changed");
  }

  private void see(int shard, long number) {
    byte[] data = Payload.BASE64.blank();
    Payload.BASE64.stamp(data, 0, writer.id(), number);
    audit.see(shard, data, 0);
  }
}
