// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.mapping.json.JsonValue;
import java.util.Locale;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Where a command prints, and for whom: people or programs. */
@Command
final class Format extends Output {
  /** For people, or for programs. */
  enum Kind {
    TEXT,
    JSON;

    /** As users write it. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = "--output",
      paramLabel = "text|json",
      defaultValue = "text",
      description =
          "text for people, json for programs: one document, or one a line where there is no end"
              + " (${DEFAULT-VALUE}).")
  private Kind kind = Kind.TEXT;

  boolean isJson() {
    return kind == Kind.JSON;
  }

  /** Prints one of the two; the text ends its lines itself. */
  void show(Supplier<String> text, Supplier<JsonValue> json) {
    switch (kind) {
      case TEXT -> print(text.get());
      case JSON -> line(json.get().json());
    }
  }
}
