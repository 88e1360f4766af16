// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A Markdown file of the repository: what is in its fences, and what is not.
 *
 * @param name its path from the top of the repository
 * @param blocks its fenced blocks, in order
 * @param prose its lines, those of fenced blocks (and their fences) empty
 */
record Page(String name, List<Block> blocks, List<String> prose) {
  private static final Pattern FENCE = Pattern.compile("( *)```(\\S*)\\s*");
  private static final Pattern HEADING = Pattern.compile("#{1,6} +(.*?)( +#+)?");
  private static final Pattern LINK_TEXT = Pattern.compile("\\[([^]]*)]\\([^)]*\\)");
  private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git");

  /** All of them, in the order of their names. */
  static List<Page> all() {
    Path root = Project.root();
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(root::relativize)
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> !isForeign(file))
          .sorted()
          .map(file -> read(file.toString(), root.resolve(file)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isForeign(Path file) {
    for (Path part : file) {
      if (NOT_OURS.contains(part.toString())) {
        return true;
      }
    }
    return false;
  }

  private static Page read(String name, Path file) {
    try {
      return parse(name, Files.readAllLines(file));
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  static Page parse(String name, List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    List<String> prose = new ArrayList<>();
    String before = "";
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (!fence.matches()) {
        String line = lines.get(i);
        prose.add(line);
        before = line.isBlank() ? before : line;
        continue;
      }
      int start = i++;
      StringBuilder text = new StringBuilder();
      while (i < lines.size() && !lines.get(i).strip().equals("```")) {
        String line = lines.get(i++);
        int indent = Math.min(fence.group(1).length(), line.length());
        text.append(line.substring(indent)).append('\n');
      }
      blocks.add(new Block(start + 1, fence.group(2), text.toString(), Marker.parse(before)));
      prose.addAll(Collections.nCopies(i - start + 1, ""));
      before = "";
    }
    return new Page(name, List.copyOf(blocks), List.copyOf(prose));
  }

  /** What a link may have behind its hash: the headings as forges turn them into names. */
  Set<String> anchors() {
    Set<String> anchors = new TreeSet<>();
    Map<String, Integer> seen = new HashMap<>();
    for (String line : prose) {
      Matcher heading = HEADING.matcher(line);
      if (heading.matches()) {
        String slug = slug(heading.group(1));
        int before = seen.merge(slug, 1, Integer::sum) - 1;
        anchors.add(before == 0 ? slug : slug + "-" + before);
      }
    }
    return anchors;
  }

  private static String slug(String heading) {
    return LINK_TEXT
        .matcher(heading)
        .replaceAll("$1")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^\\p{L}\\p{N} _-]", "")
        .replace(' ', '-');
  }

  /** The blocks that are run; none on most pages. */
  boolean hasRuns() {
    return blocks.stream().anyMatch(block -> block.marker() instanceof Marker.Run);
  }

  @Override
  public String toString() {
    return name;
  }
}
