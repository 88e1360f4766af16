// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.dialect.CompatibilityPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CompatibilityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "compatibility.md");

  /** Written by the test TourIT. */
  private static final Path SEEN = Path.of("..", "docs", "seen-working.tsv");

  private static final String WRITE =
      "mvn -B -ntp -Dquick -pl mapping,adapter test -Dtest=CompatibilityPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write";

  @Test
  void thePageIsWhatTheTablesSay() throws IOException {
    Map<String, String> seen =
        Files.readAllLines(SEEN).stream()
            .map(line -> line.split("\t"))
            .collect(Collectors.toMap(columns -> columns[0], columns -> columns[1]));
    String page = new CompatibilityPage(seen).markdown(AllTables.create());
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(page).doesNotContain("no client yet");
    assertThat(PAGE).as("run: " + WRITE).content().isEqualTo(page);
  }
}
