// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The lists that go with a release name what is in it; the quality profile makes them. */
final class ReleaseFilesIT {
  private static final Path MADE = Project.root().resolve("adapter/target");
  private static final Path PARTS = MADE.resolve("release/offshard.cdx.json");
  private static final Pattern PART =
      Pattern.compile("\"pkg:maven/[^/\"]+/([^@\"]+)@([^?\"]+)\\?type=jar\"");

  @BeforeAll
  static void onlyWhereTheyWereMade() {
    Assumptions.assumeTrue(Files.exists(PARTS), "not made with -Dquick");
  }

  @Test
  void eachJarThatIsShippedIsInTheListOfParts() throws IOException {
    Set<String> listed =
        PART.matcher(Files.readString(PARTS))
            .results()
            .map(part -> part.group(1) + "-" + part.group(2) + ".jar")
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(listed).containsAll(shipped());
  }

  @Test
  void eachJarOfOthersThatIsShippedIsListedWithItsLicence() throws IOException {
    String listed = Files.readString(MADE.resolve("release/THIRD-PARTY.txt"));
    Set<String> named =
        Pattern.compile("\\([^()]*?:([^:()]+):([^:() ]+) - ")
            .matcher(listed)
            .results()
            .map(part -> part.group(1) + "-" + part.group(2) + ".jar")
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(named)
        .containsAll(shipped().stream().filter(jar -> !jar.startsWith("offshard-")).toList());
  }

  private static Set<String> shipped() throws IOException {
    try (Stream<Path> server = Files.list(MADE.resolve("dist/lib"));
        Stream<Path> broker = Files.list(MADE.resolve("dist/broker"))) {
      Set<String> jars =
          Stream.concat(server, broker)
              .map(jar -> String.valueOf(jar.getFileName()))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(jars).hasSizeGreaterThan(50);
      return jars;
    }
  }
}
