// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class KeysCommandTest {
  @TempDir private Path directory;

  private final StringWriter err = new StringWriter();

  @Test
  void keysAreMadePromotedAndListed() {
    assertThat(run("2026-11-22T01:02:03Z", "rotate")).isEqualTo("20261122T010203\n");
    assertThat(run("2026-12-22T01:02:03Z", "rotate")).isEqualTo("20261222T010203\n");
    assertThat(run("2026-12-22T01:02:03Z", "list").lines())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("ID "),
            first -> assertThat(first).matches("20261122T010203 +[0-9TZ:-]+ +signs"),
            second -> assertThat(second).matches("20261222T010203 +[0-9TZ:-]+ +verifies"));
    assertThat(run("2026-12-22T01:02:03Z", "promote", "20261222T010203")).isEmpty();
    assertThat(run("2026-12-22T01:02:03Z", "list"))
        .containsPattern("20261122T010203 +[^ ]+ +verifies")
        .containsPattern("20261222T010203 +[^ ]+ +signs");
  }

  @Test
  void whatCannotBeDoneIsOneLine() {
    CommandLine command = Main.commandLine(Map.of()).setErr(new PrintWriter(err));

    assertThat(command.execute("keys", "promote", "-d", directory.toString(), "none")).isEqualTo(1);
    assertThat(err).hasToString("offshard: there is no key none.key in " + directory + "\n");
  }

  @Test
  void aDirectoryThatIsNotThereIsOneLineWithTheWayToMakeIt() {
    Path none = directory.resolve("none");
    CommandLine command = Main.commandLine(Map.of()).setErr(new PrintWriter(err));

    assertThat(command.execute("keys", "list", "-d", none.toString())).isEqualTo(1);
    assertThat(err)
        .hasToString(
            "offshard: there is no directory %s: offshard keys rotate --directory %s makes it, with a first key\n"
                .formatted(none, none));
  }

  private String run(String now, String... arguments) {
    StringWriter out = new StringWriter();
    CommandLine command =
        new CommandLine(new KeysCommand(Clock.fixed(Instant.parse(now), ZoneOffset.UTC)))
            .setCaseInsensitiveEnumValuesAllowed(true)
            .setOut(new PrintWriter(out));
    String[] all = new String[arguments.length + 2];
    System.arraycopy(arguments, 0, all, 0, arguments.length);
    all[arguments.length] = "--directory";
    all[arguments.length + 1] = directory.toString();
    assertThat(command.execute(all)).isZero();
    return out.toString();
  }
}
