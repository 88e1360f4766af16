// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.keys.KeyDirectory;
import io.offshard.adapter.keys.KeyFile;
import io.offshard.mapping.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offshard keys}: the keys in {@code tokens.directory}, which sign iterators. */
@Command(
    name = "keys",
    description = {
      "Keeps the keys that sign iterators, in the directory that tokens.directory names.",
      "They are replaced in two steps: make a key and bring it to the directory of every replica"
          + " (rotate); when all of them have read it, let it sign (promote). Servers look at their"
          + " directory once a second and need no restart."
    },
    footer = {
      "",
      "Example: offshard keys list --directory /etc/offshard/token-keys",
      "Next: offshard keys rotate --help"
    },
    mixinStandardHelpOptions = true)
final class KeysCommand {
  private final Clock clock;

  @Mixin private final Output out = new Output();

  KeysCommand(Clock clock) {
    this.clock = clock;
  }

  /** Where the keys are. */
  static final class Place {
    @Option(
        names = {"-d", "--directory"},
        paramLabel = "DIR",
        required = true,
        description = "The directory of the keys.")
    private @Nullable Path path;

    KeyDirectory keys() {
      if (path == null) {
        throw new IllegalStateException("picocli requires it");
      }
      return new KeyDirectory(path);
    }
  }

  @Command(
      name = "rotate",
      description = {
        "Makes a key that does not sign yet, and prints its id; the first of a directory signs.",
        "One that does not sign verifies what others have signed. Run it as the server's user."
      },
      footer = {
        "",
        "Example: offshard keys rotate --directory /etc/offshard/token-keys",
        "Next: offshard keys promote, when every replica has the new key"
      },
      mixinStandardHelpOptions = true)
  void rotate(@Mixin Place place) {
    out.line(place.keys().add(clock.instant()));
  }

  @Command(
      name = "promote",
      description = {
        "Lets a key sign from now on; the others go on verifying.",
        "Only when every replica has it: one that has not refuses the iterators that it signs."
      },
      footer = {
        "",
        "Example: offshard keys promote --directory /etc/offshard/token-keys 20260131T120000",
        "See also: offshard keys list"
      },
      mixinStandardHelpOptions = true)
  void promote(
      @Mixin Place place,
      @Parameters(paramLabel = "ID", description = "The id that rotate has printed.") String id) {
    place.keys().promote(id);
  }

  @Command(
      name = "list",
      description = "Lists the keys: their ids, since when each file is as it is, and who signs.",
      footer = {
        "",
        "Example: offshard keys list --directory /etc/offshard/token-keys",
        "Next: offshard keys rotate"
      },
      mixinStandardHelpOptions = true)
  void list(@Mixin Place place, @Mixin Format format) throws IOException {
    List<Row> rows = new ArrayList<>();
    String current = place.keys().current();
    for (KeyFile key : place.keys().keys()) {
      rows.add(
          new Row(
              key.id(),
              Files.getLastModifiedTime(key.file()).toInstant().truncatedTo(ChronoUnit.SECONDS),
              key.id().equals(current)));
    }
    format.show(() -> table(rows), () -> Json.list(rows, Row::json));
  }

  /** One key, and since when its file is as it is. */
  private record Row(String id, Instant since, boolean signs) {
    JsonValue json() {
      return new Json().with("Id", id).with("Since", since).with("Signs", signs).object();
    }
  }

  private static String table(List<Row> rows) {
    StringBuilder table = new StringBuilder("%-16s  %-20s  %s%n".formatted("ID", "SINCE", ""));
    for (Row row : rows) {
      table.append(
          "%-16s  %-20s  %s%n"
              .formatted(row.id(), row.since(), row.signs() ? "signs" : "verifies"));
    }
    return table.toString();
  }
}
