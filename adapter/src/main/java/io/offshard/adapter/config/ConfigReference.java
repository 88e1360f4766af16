// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes the reference page of all keys, {@code docs/configuration.md}, from their declarations.
 */
public final class ConfigReference {
  private static final String INTRODUCTION =
      """
      # Configuration

      Written by `offshard config reference`; a test compares.

      `offshard serve --config f.yaml` reads one YAML file; a dot in a key below is one level of nesting there
      (`api.port` is `port` below `api`), except after `kafka.`, `kafka.producer.`, `kafka.admin.` and
      `kafka.consumer.`, where Kafka's own dotted names are written whole. An unknown key fails the start; Kafka's
      clients ignore settings that they do not know.

      Each key can also be set by the environment variable in its row, which wins over the file; there a list is
      written as YAML (`[a, b]`), and a Kafka setting as its name in capitals with `_` for `.`
      (`OFFSHARD_KAFKA_BOOTSTRAP_SERVERS`). A secret Kafka setting can be kept in a file that the variable
      with `_FILE` at its end names (`OFFSHARD_KAFKA_SASL_JAAS_CONFIG_FILE`). Sizes are bytes or have a unit
      (`64MiB`), durations always have one (`500ms`, `10s`, `5m`, `1h`). Other variables are ignored, as Kubernetes
      sets some of its own.

      `offshard config validate` reports every mistake in keys and values at once, `offshard config print` shows what is in effect.

      | key | type | default | environment | meaning |
      | --- | --- | --- | --- | --- |
      """;

  private ConfigReference() {}

  /** Markdown, ending with a line feed. */
  public static String markdown() {
    return Section.ROOT.keys().stream()
        .map(ConfigReference::row)
        .collect(Collectors.joining("", INTRODUCTION, ""));
  }

  private static String row(Key key) {
    boolean settings = key.kind() instanceof Kind.Settings;
    return "| `%s` | %s | %s | `%s` | %s |\n"
        .formatted(
            key.path() + (settings ? ".*" : ""),
            key.kind().says(),
            defaults(key),
            key.variable() + (settings ? "_*" : ""),
            key.doc());
  }

  private static String defaults(Key key) {
    Optional<String> serve = key.defaultText(Profile.SERVE);
    Optional<String> dev = key.defaultText(Profile.DEV);
    if (key.optional()) {
      return "unset";
    }
    String shown = serve.map(ConfigReference::code).orElse("required");
    return serve.equals(dev)
        ? shown
        : shown + "; `dev`: " + dev.map(ConfigReference::code).orElse("");
  }

  private static String code(String text) {
    return "`" + text + "`";
  }
}
