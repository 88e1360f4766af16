// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.dialect.DifferencesByOperation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DifferencesPageTest {
  private static final Path PAGE = Path.of("..", "docs", "differences.md");

  private static final String WRITE =
      "mvn -B -ntp -Dquick -pl mapping,adapter test -Dtest=DifferencesPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write";

  @Test
  void theLastSectionHasEachDifferenceUnderItsOperations() throws IOException {
    String page = Files.readString(PAGE);
    int end = page.indexOf(DifferencesByOperation.HEADING);
    String written = page.substring(0, end < 0 ? page.length() : end);
    String whole = written + DifferencesByOperation.markdown(written, AllTables.create());
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, whole);
    }

    assertThat(whole).contains("| kinesis | `GetRecords` | [");
    assertThat(PAGE).as("run: " + WRITE).content().isEqualTo(whole);
  }
}
