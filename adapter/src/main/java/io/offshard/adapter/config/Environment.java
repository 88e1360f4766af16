// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.adapter.kafka.SecretSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The environment variables that set keys, as a tree like the file's: {@code OFFSHARD_API_PORT} is
 * {@code api.port}, {@code OFFSHARD_KAFKA_SASL_MECHANISM} the Kafka setting {@code sasl.mechanism}.
 * A secret Kafka setting may be in a file that {@code ..._FILE} names.
 */
final class Environment {
  private final Map<String, String> variables;
  private final List<String> problems;

  Environment(Map<String, String> variables, List<String> problems) {
    this.variables = new TreeMap<>(variables);
    this.problems = problems;
  }

  Given.Tree tree() {
    Given.Tree tree = Given.Tree.EMPTY;
    for (Key key : Section.ROOT.keys()) {
      String value = variables.get(key.variable());
      if (value != null && !(key.kind() instanceof Kind.Settings)) {
        tree = tree.overlaidWith(at(key.path(), read(key, value)));
      }
    }
    for (String variable : variables.keySet()) {
      Optional<Key> settings = settingsOf(variable);
      if (settings.isPresent()) {
        tree = tree.overlaidWith(at(settings.get().path(), setting(settings.get(), variable)));
      }
    }
    return tree;
  }

  private Given read(Key key, String value) {
    try {
      return key.read(value, Optional.of(key.variable()));
    } catch (InvalidConfig e) {
      problems.add(key.variable() + ": " + e.getMessage());
      return new Given.Items(List.of());
    }
  }

  /** The settings with the longest name that the variable starts with. */
  private static Optional<Key> settingsOf(String variable) {
    return Section.ROOT.keys().stream()
        .filter(key -> key.kind() instanceof Kind.Settings)
        .filter(key -> variable.startsWith(key.variable() + "_"))
        .max(Comparator.comparingInt(key -> key.variable().length()));
  }

  private Given.Tree setting(Key settings, String variable) {
    String name =
        variable
            .substring(settings.variable().length() + 1)
            .toLowerCase(Locale.ROOT)
            .replace('_', '.');
    String value = variables.getOrDefault(variable, "");
    if (name.endsWith(".file")) {
      String secret = name.substring(0, name.length() - ".file".length());
      if (SecretSettings.isSecret(secret)) {
        return setting(secret, fileContent(variable, Path.of(value)), variable);
      }
    }
    return setting(name, value, variable);
  }

  private String fileContent(String variable, Path file) {
    if (variables.containsKey(variable.substring(0, variable.length() - "_FILE".length()))) {
      problems.add(variable + ": set only one of this and the variable without _FILE");
    }
    try {
      return Files.readString(file).stripTrailing();
    } catch (IOException e) {
      problems.add(variable + ": cannot read the file " + file);
      return "";
    }
  }

  private static Given.Tree setting(String name, String value, String variable) {
    Map<String, Given> entry = new LinkedHashMap<>();
    entry.put(name, new Given.Text(value, Optional.of(variable)));
    return new Given.Tree(entry);
  }

  private static Given.Tree at(String path, Given given) {
    int dot = path.lastIndexOf('.');
    Given.Tree tree = new Given.Tree(Map.of(path.substring(dot + 1), given));
    return dot < 0 ? tree : at(path.substring(0, dot), tree);
  }
}
