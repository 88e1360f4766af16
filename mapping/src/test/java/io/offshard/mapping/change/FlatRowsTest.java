// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static io.offshard.mapping.change.Records.changed;
import static io.offshard.mapping.change.Records.json;
import static io.offshard.mapping.change.Records.q;
import static io.offshard.mapping.change.Records.sample;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows without an envelope. */
class FlatRowsTest {

  private static Reading read(@Nullable String value, String... options) {
    return Records.form("debezium", new KeySchema("id", null), ViewType.NEW_IMAGE, options)
        .read(Records.of("{\"id\":7}", value == null ? null : q(value)));
  }

  @Test
  void theSampleIsRead() {
    ItemChange change = changed(read(sample("debezium-flat.json")));

    assertThat(change.kind()).isEqualTo(ChangeKind.MODIFY);
    assertThat(change.at()).isEqualTo(Instant.ofEpochMilli(1559033904863L));
    assertThat(json(change.newImage()))
        .isEqualTo("{'id':{'N':'7'},'name':{'S':'x'},'__v':{'N':'3'}}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '%',
      value = {
        "'__op':'c'; INSERT",
        "'__op':'r'; INSERT",
        "'__op':'u'; MODIFY",
        "'__op':'d'; REMOVE",
        "'__deleted':'true'; REMOVE",
        "'__deleted':true; REMOVE",
        "'__deleted':'false'; MODIFY",
        "'op':'d'; MODIFY",
        "'a':1; MODIFY"
      })
  void whatHasHappenedIsToldByWhatTheTransformationAdds(String member, ChangeKind kind) {
    ItemChange change = changed(read("{'id':7," + member + "}"));
    assertThat(change.kind()).isEqualTo(kind);
    assertThat(change.newImage() == null).isEqualTo(kind == ChangeKind.REMOVE);
  }

  @Test
  void whatIsNotToldIsAsTheUserSays() {
    assertThat(changed(read("{'id':7}", "upsertAs", "insert")).kind()).isEqualTo(ChangeKind.INSERT);
    assertThat(read("{'id':7,'__op':'r'}", "snapshot", "skip"))
        .isEqualTo(new Reading.Skipped(Reading.Reason.SNAPSHOT));
    assertThat(read("{'__op':'t'}")).isEqualTo(new Reading.Skipped(Reading.Reason.TRUNCATE));
  }

  @Test
  void aTombstoneIsARemovalOnlyWhereTheUserSaysSo() {
    assertThat(read(null)).isEqualTo(new Reading.Skipped(Reading.Reason.TOMBSTONE));
    ItemChange change = changed(read(null, "tombstones", "remove"));
    assertThat(change.kind()).isEqualTo(ChangeKind.REMOVE);
    assertThat(json(change.keys())).isEqualTo("{'id':{'N':'7'}}");
  }

  @Test
  void aRowThatLooksLikeAnEnvelopeIsWhatTheUserSays() {
    String row = "{'id':7,'op':'c','after':{'id':8}}";
    assertThat(json(changed(read(row)).newImage())).isEqualTo("{'id':{'N':'7'}}");
    assertThat(json(changed(read(row, "envelope", "flat")).newImage()))
        .isEqualTo("{'id':{'N':'7'},'op':{'S':'c'},'after':{'M':{'id':{'N':'8'}}}}");
    assertThat(read("{'id':7}", "envelope", "debezium")).isInstanceOf(Reading.Undecodable.class);
  }

  @Test
  void rowsWithASchemaAreReadByIt() {
    String value =
        "{'schema':{'type':'struct','fields':[{'type':'bytes','field':'v'}]},"
            + "'payload':{'id':7,'v':'AQI='}}";
    assertThat(json(changed(read(value)).newImage()))
        .isEqualTo("{'id':{'N':'7'},'v':{'B':'AQI='}}");
  }

  @Test
  void ofSeveralTablesOneCanBeChosen() {
    for (String name : new String[] {"__table", "__source_table"}) {
      String value = "{'id':7,'" + name + "':'t'}";
      assertThat(read(value, "table", "t")).isInstanceOf(Reading.Changed.class);
      assertThat(read(value, "table", "u")).isEqualTo(new Reading.Skipped(Reading.Reason.FILTERED));
    }
  }
}
