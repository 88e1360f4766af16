// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What {@code /metrics} said at one moment.
 *
 * @param types by family, such as {@code counter}
 * @param helps by family
 */
record Exposition(Map<String, String> types, Map<String, String> helps, List<Sample> samples) {
  private static final Pattern SAMPLE = Pattern.compile("(\\w+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("(\\w+)=\"([^\"]*)\"");

  /** One value of a time series. */
  record Sample(String name, Map<String, String> labels, double value) {

    private static Sample parse(String line) {
      var parts = SAMPLE.matcher(line);
      assertThat(parts.matches()).as(line).isTrue();
      String labels = parts.group(2) == null ? "" : parts.group(2);
      return new Sample(
          parts.group(1),
          LABEL
              .matcher(labels)
              .results()
              .collect(Collectors.toMap(each -> each.group(1), each -> each.group(2))),
          number(parts.group(3)));
    }

    private static double number(String text) {
      return text.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
  }

  static Exposition parse(String text) {
    return new Exposition(
        comments(text, "TYPE"),
        comments(text, "HELP"),
        text.lines().filter(line -> !line.startsWith("#")).map(Sample::parse).toList());
  }

  private static Map<String, String> comments(String text, String kind) {
    Map<String, String> comments = new HashMap<>();
    Pattern.compile("^# " + kind + " (\\S+) (.*)$", Pattern.MULTILINE)
        .matcher(text)
        .results()
        .forEach((MatchResult each) -> comments.put(each.group(1), each.group(2)));
    return comments;
  }

  /** The samples with that name and these labels, given as names and values in turn. */
  Stream<Sample> samples(String name, String... labels) {
    Map<String, String> wanted = new HashMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return samples.stream()
        .filter(sample -> sample.name.equals(name))
        .filter(sample -> sample.labels.entrySet().containsAll(wanted.entrySet()));
  }

  /** The value of the one sample with that name and these labels. */
  double value(String name, String... labels) {
    List<Sample> found = samples(name, labels).toList();
    assertThat(found).as("%s %s", name, List.of(labels)).hasSize(1);
    return found.getFirst().value;
  }

  /** The streams that have samples with that name. */
  Set<String> streams(String name) {
    return samples(name)
        .map(sample -> sample.labels.getOrDefault("stream", ""))
        .collect(Collectors.toSet());
  }
}
