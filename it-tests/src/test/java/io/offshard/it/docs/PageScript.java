// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One page as one shell script: its blocks in their order in one directory, so that what one block
 * sets, defines or leaves behind the next ones have. Blocks in other languages are files that the
 * script runs.
 */
final class PageScript {
  private static final Pattern CLASS = Pattern.compile("\\bclass (\\w+)");
  private static final String MARK = "== block ";

  private final Page page;
  private final Path directory;
  private final DocumentedServer server;

  PageScript(Page page, Path directory, DocumentedServer server) {
    this.page = page;
    this.directory = directory;
    this.server = server;
  }

  /** Runs all of it; fails when a block fails, or prints anything else than the page says. */
  void run(Map<String, String> environment) throws IOException {
    List<Integer> run = new ArrayList<>();
    StringBuilder script = new StringBuilder("set -euo pipefail\n");
    for (int i = 0; i < page.blocks().size(); i++) {
      Block block = page.blocks().get(i);
      switch (block.marker()) {
        case Marker.Saved(String name) -> save(name, block);
        case Marker.Run _ -> {
          run.add(i);
          script.append("echo '%s%d'%n".formatted(MARK, i)).append(command(i, block)).append('\n');
        }
        case null, default -> {}
      }
    }
    Path file = Files.writeString(directory.resolve("page.sh"), script);
    Command.Outcome outcome =
        new Command(List.of("bash", file.toString()), directory, environment).run();
    assertThat(outcome.status())
        .as("%s%n%s%n%s", page, outcome.output(), outcome.errors())
        .isZero();
    check(run, server.asDocumented(outcome.output()));
  }

  private void check(List<Integer> run, String output) {
    for (int i : run) {
      String mark = MARK + i + "\n";
      int start = output.indexOf(mark) + mark.length();
      int end = output.indexOf(MARK, start);
      String printed = output.substring(start, end < 0 ? output.length() : end);
      Block next = i + 1 < page.blocks().size() ? page.blocks().get(i + 1) : page.blocks().get(i);
      if (next.marker() instanceof Marker.Prints) {
        assertThat(new Expectation(next.text()).isMetBy(printed))
            .as("%s:%d%nsays:%n%s%nbut it is:%n%s", page, next.line(), next.text(), printed)
            .isTrue();
      }
    }
  }

  private String command(int index, Block block) throws IOException {
    return switch (block.language()) {
      case "sh" -> server.asRunning(block.text());
      case "python" -> "python3 " + save("block-" + index + ".py", block);
      case "javascript" -> "node " + save("block-" + index + ".mjs", block);
      case "java" -> "java " + save(className(block) + ".java", block);
      default -> throw new AssertionError(page + ":" + block.line() + ": nothing runs this");
    };
  }

  private static String className(Block block) {
    Matcher name = CLASS.matcher(block.text());
    assertThat(name.find()).as(block.text()).isTrue();
    return name.group(1);
  }

  private String save(String name, Block block) throws IOException {
    Files.writeString(directory.resolve(name), server.asRunning(block.text()));
    return name;
  }
}
