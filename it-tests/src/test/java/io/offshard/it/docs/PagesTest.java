// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.InvalidConfig;
import io.offshard.adapter.config.Profile;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What can be said of the pages without running them. */
final class PagesTest {
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
  private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
  private static final Pattern VERSION = Pattern.compile("<version>([^<]+)</version>");
  private static final Pattern LIST_ITEM = Pattern.compile(" *([-*]|\\d+\\.) .*");

  private final List<Page> pages = Page.all();

  /** A block and the page that it is on. */
  private record Found(Page page, Block block) {
    String says(String what) {
      return "%s:%d: %s".formatted(page.name(), block.line(), what);
    }
  }

  @Test
  void eachBlockSaysWhetherItIsRun() {
    assertThat(blocks().filter(found -> !found.block().isDrawing()))
        .filteredOn(found -> found.block().marker() == null)
        .map(
            found ->
                found.says(
                    "needs a comment before it: <!-- run -->, prints, save: FILE, config, server,"
                        + " from: FILE#REGION, or not run: REASON"))
        .isEmpty();
  }

  @Test
  void noCodeIsOutsideOfFences() {
    List<String> indented = new ArrayList<>();
    for (Page page : pages) {
      boolean list = false;
      boolean blank = true;
      for (int i = 0; i < page.prose().size(); i++) {
        String line = page.prose().get(i);
        boolean deep = line.startsWith("    ");
        if (deep && blank && !list) {
          indented.add("%s:%d: %s".formatted(page.name(), i + 1, line));
        }
        blank = line.isBlank();
        list = LIST_ITEM.matcher(line).matches() || (list && (blank || line.startsWith("  ")));
      }
    }
    assertThat(indented).isEmpty();
  }

  @Test
  void whatIsPrintedStandsBehindWhatPrintsIt() {
    for (Page page : pages) {
      Marker before = null;
      for (Block block : page.blocks()) {
        if (block.marker() instanceof Marker.Prints) {
          assertThat(before)
              .as("before %s:%d", page.name(), block.line())
              .isInstanceOf(Marker.Run.class);
        }
        before = block.marker();
      }
    }
  }

  @Test
  void eachLinkLeadsSomewhere() {
    Map<String, Page> byName =
        pages.stream().collect(Collectors.toMap(Page::name, Function.identity()));
    List<String> broken = new ArrayList<>();
    for (Page page : pages) {
      for (int i = 0; i < page.prose().size(); i++) {
        String line = page.prose().get(i).replaceAll("`[^`]*`", "");
        for (MatchResult link : LINK.matcher(line).results().toList()) {
          if (!ELSEWHERE.matcher(link.group(1)).matches() && !leads(page, link.group(1), byName)) {
            broken.add("%s:%d: %s".formatted(page.name(), i + 1, link.group(1)));
          }
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  private static boolean leads(Page page, String link, Map<String, Page> byName) {
    String[] parts = link.split("#", 2);
    Path from = Path.of(page.name());
    Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    if (parts.length == 1) {
      return Files.exists(Project.root().resolve(target));
    }
    Page there = byName.get(target.toString());
    return there != null && there.anchors().contains(parts[1]);
  }

  @Test
  void eachPartOfTheServersFileIsUnderstood() {
    assertThat(
            blocks()
                .flatMap(
                    found ->
                        found.block().marker() instanceof Marker.Config config
                            ? problems(found, config).stream()
                            : Stream.empty()))
        .isEmpty();
  }

  private static List<String> problems(Found found, Marker.Config config) {
    Profile profile = config.whole() ? Profile.SERVE : Profile.DEV;
    try {
      ConfigLoader.load(profile, found.block().text(), Map.of());
      return List.of();
    } catch (InvalidConfig e) {
      return List.of(found.says(e.toString()));
    }
  }

  @Test
  void eachBlockOutOfASourceIsAsItIsThere() throws IOException {
    for (Found found : blocks().toList()) {
      if (found.block().marker() instanceof Marker.From(String file, String name)) {
        assertThat(found.block().text())
            .as(found.says(file))
            .isEqualTo(region(Project.root().resolve(file), name));
      }
    }
  }

  @Test
  void eachVersionOfALibraryIsOneThatTheTestsUse() throws IOException {
    StringBuilder used = new StringBuilder();
    for (String pom :
        List.of("pom.xml", "it-tests/flink/pom.xml", "it-tests/dynamodb-adapter/pom.xml")) {
      used.append(Files.readString(Project.root().resolve(pom)));
    }
    assertThat(
            blocks()
                .filter(found -> found.block().language().equals("xml"))
                .flatMap(
                    found ->
                        VERSION
                            .matcher(found.block().text())
                            .results()
                            .filter(version -> used.indexOf(">" + version.group(1) + "<") < 0)
                            .map(version -> found.says(version.group(1)))))
        .isEmpty();
  }

  /** What is between {@code // #region NAME} and {@code // #endregion}, moved to the left. */
  private static String region(Path file, String name) throws IOException {
    List<String> lines = Files.readAllLines(file);
    List<String> trimmed = lines.stream().map(String::strip).toList();
    int start = trimmed.indexOf("// #region " + name) + 1;
    assertThat(start).as("#region %s of %s", name, file).isPositive();
    int length = trimmed.subList(start, trimmed.size()).indexOf("// #endregion");
    assertThat(length).as("#endregion of %s", file).isPositive();
    String text = String.join("\n", lines.subList(start, start + length));
    return text.stripTrailing().stripIndent() + "\n";
  }

  private Stream<Found> blocks() {
    return pages.stream().flatMap(page -> page.blocks().stream().map(b -> new Found(page, b)));
  }
}
