// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A table of PostgreSQL with a column of every type: {@code debezium/types.txt}. */
record ColumnTypes(List<Column> columns) {

  /**
   * A column and how the streams are to show it.
   *
   * @param type in the database
   * @param written a literal
   * @param shown by default
   * @param withOptions where the options of the form say more
   * @param plain where the records have no schemas
   * @param otherModes where the connector's modes are not those by default
   */
  record Column(
      String name,
      String type,
      String written,
      String shown,
      String withOptions,
      String plain,
      String otherModes) {

    private static Column parse(String line) {
      String[] fields = line.split(" ?\\| ?", -1);
      return new Column(
          fields[0].strip(),
          fields[1],
          fields[2],
          fields[3],
          orElse(fields[4], fields[3]),
          orElse(fields[5], fields[3]),
          orElse(fields[6], fields[3]));
    }

    private static String orElse(String field, String otherwise) {
      return field.isEmpty() ? otherwise : field;
    }
  }

  static ColumnTypes read() {
    try {
      return new ColumnTypes(
          Files.readAllLines(Project.testFile("debezium/types.txt")).stream()
              .filter(line -> !line.startsWith("#"))
              .map(Column::parse)
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String createTable() {
    return "create table types (id int primary key%s);\n"
        .formatted(each(c -> c.name + " " + c.type));
  }

  String insert(int id) {
    return "insert into types values (%d%s);\n".formatted(id, each(Column::written));
  }

  private String each(Function<Column, String> text) {
    return columns.stream().map(column -> ",\n" + text.apply(column)).collect(Collectors.joining());
  }

  /** What is to be shown of that row, a line for each column. */
  List<String> row(Function<Column, String> shown) {
    return columns.stream().map(column -> column.name + ": " + shown.apply(column)).toList();
  }
}
