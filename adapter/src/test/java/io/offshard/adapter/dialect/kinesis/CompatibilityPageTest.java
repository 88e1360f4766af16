// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.dialect.CompatibilityPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CompatibilityPageTest {
  private static final Path PAGE = Path.of("..", "docs", "compatibility.md");
  private static final String WRITE =
      "mvn -B -ntp -Dquick -pl mapping,adapter test -Dtest=CompatibilityPageTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Ddocs.write";

  @Test
  void thePageIsWhatTheTablesSay() throws IOException {
    String page = CompatibilityPage.markdown(List.of(KinesisTable.create(EmptyCore.create())));
    if (Boolean.getBoolean("docs.write")) {
      Files.writeString(PAGE, page);
    }

    assertThat(PAGE).as("run: " + WRITE).content().isEqualTo(page);
  }
}
