// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/**
 * What a user wrote, before it means anything: text, lists and maps. No scalar is interpreted while
 * YAML is read, so that {@code 000000000000} keeps its zeros and a key has one parser, whatever the
 * value comes from.
 */
sealed interface Given {

  /** A map that keeps the order of the file. */
  record Tree(Map<String, Given> entries) implements Given {
    static final Tree EMPTY = new Tree(Map.of());

    /** This one with the other's values put over it, map by map. */
    Tree overlaidWith(Tree over) {
      Map<String, Given> merged = new LinkedHashMap<>(entries);
      over.entries.forEach(
          (name, given) -> merged.merge(name, given, (below, above) -> overlay(below, above)));
      return new Tree(merged);
    }

    private static Given overlay(Given below, Given above) {
      return switch (above) {
        case Tree tree when below instanceof Tree base -> base.overlaidWith(tree);
        // Something else stands where a section belongs: keep it, so that it is reported.
        case Tree tree -> below.isBlank() ? tree : below;
        case Text text -> text;
        case Items items -> items;
      };
    }
  }

  /** A list. */
  record Items(List<Given> items) implements Given {}

  /** A scalar and, when it is not from the file, the environment variable it is from. */
  record Text(String value, Optional<String> variable) implements Given {
    Text(String value) {
      this(value, Optional.empty());
    }
  }

  default boolean isBlank() {
    return this instanceof Text text && text.value().isBlank();
  }

  /** Names the value in a message, without the password that stands in an address. */
  default String shown() {
    return switch (this) {
      case Text text ->
          "\""
              + text.value().replaceAll("(?<=://)[^/@]*@", "***@")
              + "\""
              + text.variable().map(name -> " (" + name + ")").orElse("");
      case Items items -> "a list";
      case Tree tree -> "a map";
    };
  }

  /**
   * Reads one YAML document.
   *
   * @throws InvalidConfig on a syntax error or a duplicate key, with line and column
   */
  static Given ofYaml(String yaml) {
    try {
      Object document =
          new Load(
                  LoadSettings.builder()
                      .setSchema(new FailsafeSchema())
                      // The schema has no idea of "nothing": an empty value, an empty document.
                      .setTagConstructors(Map.of(Tag.NULL, node -> ""))
                      .setAllowDuplicateKeys(false)
                      .build())
              .loadFromString(yaml);
      return document == null || "".equals(document) ? Tree.EMPTY : ofPlain(document);
    } catch (MarkedYamlEngineException e) {
      String place = e.getProblemMark().map(Given::place).orElse("");
      throw new InvalidConfig(List.of("not valid YAML" + place + ": " + e.getProblem()));
    } catch (YamlEngineException e) {
      String firstLine = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new InvalidConfig(List.of("not valid YAML: " + firstLine));
    } catch (StackOverflowError e) {
      // A file is read again while calls wait for it: none of them may fail over it.
      throw new InvalidConfig(List.of("not valid YAML: it is nested too deeply"));
    }
  }

  private static String place(Mark mark) {
    return " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
  }

  /** Of maps, lists and whatever else has a textual form. */
  static Given ofPlain(Object plain) {
    return switch (plain) {
      case Map<?, ?> map -> {
        Map<String, Given> entries = new LinkedHashMap<>();
        map.forEach((name, value) -> entries.put(String.valueOf(name), ofNullable(value)));
        yield new Tree(entries);
      }
      case List<?> list -> new Items(list.stream().map(Given::ofNullable).toList());
      default -> new Text(plain.toString());
    };
  }

  private static Given ofNullable(@Nullable Object plain) {
    return plain == null ? new Text("") : ofPlain(plain);
  }
}
