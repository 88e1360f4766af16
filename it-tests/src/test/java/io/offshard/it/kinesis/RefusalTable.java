// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Which operation refuses with which error for what.
 *
 * @param never the errors that no operation has, as patterns of their names
 */
record RefusalTable(List<String> never, List<RefusalRow> rows) {

  static RefusalTable read(Path file) {
    try {
      JsonNode table = JsonNode.parser().parse(Files.readString(file));
      return new RefusalTable(
          List.copyOf(table.field("never").orElseThrow().asObject().keySet()),
          table.field("rows").orElseThrow().asArray().stream().map(RefusalRow::of).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean neverOccurs(String error) {
    return never.stream().anyMatch(error::matches);
  }
}
