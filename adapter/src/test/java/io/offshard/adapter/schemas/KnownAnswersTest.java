// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.change.SchemaAnswer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much is kept of what a schema registry has told. */
class KnownAnswersTest {
  private static final SchemaAnswer NONE = new SchemaAnswer.Unusable("none");

  private final KnownAnswers known = new KnownAnswers(Duration.ofMinutes(1), () -> 0);

  /** A schema of a MiB. */
  private static SchemaAnswer large() {
    String doc = "x".repeat((1 << 20) - 26);
    String schema = "{\\\"type\\\":\\\"string\\\",\\\"doc\\\":\\\"" + doc + "\\\"}";
    return SchemaAnswer.of(200, ("{\"schema\":\"" + schema + "\"}").getBytes(UTF_8));
  }

  @Test
  void theSchemaThatWasUnusedForLongestGoesWhenThereAreTooMany() {
    for (int id = 1; id <= 8; id++) {
      known.keep(id, large());
    }
    assertThat(known.find(1)).isNotNull();
    known.keep(9, large());
    assertThat(known.find(2)).isNull();
    assertThat(known.find(1)).isNotNull();
    assertThat(known.find(9)).isNotNull();
  }

  @Test
  void numbersOfNoSchemaDriveOutNone() {
    known.keep(0, large());
    for (int id = 1; id <= 10_001; id++) {
      known.keep(id, NONE);
    }
    assertThat(known.find(0)).isNotNull();
    assertThat(known.find(1)).isNull();
    assertThat(known.find(2)).isEqualTo(NONE);
    assertThat(known.find(10_001)).isEqualTo(NONE);
  }

  @Test
  void thatNobodyCouldTellIsNotKept() {
    known.keep(1, new SchemaAnswer.OutOfReach("gone"));
    assertThat(known.find(1)).isNull();
  }
}
