// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

class HelpTest {
  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();

  private int run(String... arguments) {
    return Main.commandLine(Map.of()).setOut(new PrintWriter(out)).execute(arguments);
  }

  static Stream<CommandSpec> commands() {
    return below(Main.commandLine(Map.of()));
  }

  private static Stream<CommandSpec> below(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec()),
        command.getSubcommands().values().stream().flatMap(HelpTest::below));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandSaysWhatItIsForAndHasAnExampleAndAWayOn(CommandSpec command) {
    assertThat(command.usageMessage().description()).isNotEmpty();
    assertThat(command.usageMessage().description()[0]).endsWith(".");
    assertThat(command.usageMessage().footer())
        .anyMatch(line -> line.startsWith("Example: ") && line.contains("offshard "))
        .satisfiesAnyOf(
            lines -> assertThat(lines).anyMatch(line -> line.startsWith("Next: ")),
            lines -> assertThat(lines).anyMatch(line -> line.startsWith("See also: ")),
            lines -> assertThat(lines).anyMatch(line -> line.startsWith("Before: ")),
            lines -> assertThat(lines).anyMatch(line -> line.startsWith("The script ")));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyOptionAndArgumentIsExplained(CommandSpec command) {
    assertThat(command.args()).allSatisfy(arg -> assertThat(arg.description()).isNotEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void valuesAreInCapitalsOrOneOfSomeWords(CommandSpec command) {
    assertThat(command.args())
        .filteredOn(arg -> arg.arity().max() > 0)
        .allSatisfy(arg -> assertThat(arg.paramLabel()).matches("[A-Z:=]+|[a-z]+([|][a-z]+)+"));
  }

  @Test
  void theHelpOfRotateSaysThatTheFirstKeySigns() {
    assertThat(run("keys")).isZero();
    assertThat(out.toString().replaceAll("\\s+", " "))
        .contains("does not sign yet, and prints its id; the first of a directory signs.");
  }

  @Test
  void wordsAreOfferedAndAskedForAsTheHelpWritesThem() {
    assertThat(run("completion", "bash")).isZero();
    assertThat(out.toString()).contains("\"text\" \"json\"").contains("\"bash\" \"zsh\"");
    StringWriter err = new StringWriter();
    assertThat(
            Main.commandLine(Map.of()).setErr(new PrintWriter(err)).execute("completion", "fish"))
        .isEqualTo(2);
    assertThat(err.toString()).contains("\"fish\" is none of bash, zsh: see");
  }

  @Test
  void offshardAloneListsItsCommandsByUse() {
    assertThat(run()).isZero();
    assertThat(out.toString()).contains("Run it:", "Work with streams:", "Look inside:");
    for (String name : Main.commandLine(Map.of()).getSubcommands().keySet()) {
      assertThat(out.toString()).containsPattern("\n  " + name + " +[A-Z]");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"streams", "lineage", "token", "tables", "config", "keys"})
  void aGroupAloneListsItsCommands(String group) {
    assertThat(run(group)).isZero();
    assertThat(out.toString()).startsWith("Usage: offshard " + group).contains("Example: ");
  }

  @Test
  void thePageNamesEveryCommand() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "cli.md"));
    assertThat(commands().filter(command -> command.subcommands().isEmpty()))
        .allSatisfy(command -> assertThat(page).contains("`" + command.qualifiedName() + "`"));
  }

  @Test
  void bashCompletesWithTheScript() throws Exception {
    assertThat(run("completion", "bash")).isZero();
    Path script = Files.writeString(directory.resolve("completion.bash"), out.toString());

    assertThat(bash("bash -n " + script)).isEmpty();
    assertThat(completed(script, "offshard", "stre")).isEqualTo("streams");
    assertThat(completed(script, "offshard", "streams", "t")).isEqualTo("tail");
    assertThat(completed(script, "offshard", "streams", "tail", "--fr")).startsWith("--from");
    assertThat(completed(script, "offshard", "lineage", "show", "--as")).startsWith("--ascii");
  }

  private static String completed(Path script, String... words) throws Exception {
    return bash("source %s; COMP_WORDS=(%s); COMP_CWORD=%d; _complete_offshard 2>/dev/null; echo \"${COMPREPLY[*]}\""
            .formatted(script, String.join(" ", words), words.length - 1))
        .strip();
  }

  private static String bash(String command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("bash", "-c", command)).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return output;
  }
}
