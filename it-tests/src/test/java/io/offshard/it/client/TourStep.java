// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * One call of the tour: every operation that is served, one after the other, on one stream.
 *
 * @param input the members of the request; {@code ${name}} stands for what was kept
 * @param settled whether the stream must be ACTIVE before
 * @param expect what members of the answer must be, by their paths
 * @param keep under which names members of the answer are kept
 */
public record TourStep(
    String operation,
    JsonNode input,
    boolean settled,
    Map<String, JsonNode> expect,
    Map<String, JsonNode> keep) {
  private static final Pattern KEPT = Pattern.compile("\\$\\{(\\w+)}");

  /** All of them in order. */
  static List<TourStep> read(Path file) {
    try {
      return JsonNode.parser().parse(Files.readString(file)).asArray().stream()
          .map(TourStep::of)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static TourStep of(JsonNode step) {
    return new TourStep(
        step.field("op").orElseThrow().asString(),
        step.field("in").orElseThrow(),
        step.field("settled").isPresent(),
        step.field("expect").map(JsonNode::asObject).orElse(Map.of()),
        step.field("keep").map(JsonNode::asObject).orElse(Map.of()));
  }

  /** A text of the tour with what was kept filled in. */
  public static String filled(String text, Map<String, String> kept) {
    return KEPT.matcher(text)
        .replaceAll(match -> Matcher.quoteReplacement(kept.getOrDefault(match.group(1), "?")));
  }
}
