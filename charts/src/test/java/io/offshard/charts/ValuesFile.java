// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.comments.CommentLine;
import org.snakeyaml.engine.v2.comments.CommentType;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.constructor.StandardConstructor;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** The values of a chart as its {@code values.yaml} has them, with the comments above the keys. */
final class ValuesFile {
  private static final LoadSettings WITH_COMMENTS =
      LoadSettings.builder().setParseComments(true).build();
  private static final DumpSettings ON_ONE_LINE =
      DumpSettings.builder()
          .setDefaultFlowStyle(FlowStyle.FLOW)
          .setWidth(Integer.MAX_VALUE)
          .setSplitLines(false)
          .build();

  private final List<Value> values = new ArrayList<>();

  /** One that can be set: the path of its key, its default as YAML on one line, and what it is. */
  record Value(String path, String standard, String meaning) {}

  private ValuesFile(Node root) {
    collect("", (MappingNode) root);
  }

  static ValuesFile read(Path file) throws IOException {
    return new ValuesFile(
        new Compose(WITH_COMMENTS).composeString(Files.readString(file)).orElseThrow());
  }

  /** In the order of the file. */
  List<Value> values() {
    return List.copyOf(values);
  }

  String markdown() {
    return values.stream()
        .map(v -> "| `%s` | `%s` | %s |\n".formatted(v.path(), v.standard(), v.meaning()))
        .collect(
            Collectors.joining("", "| value | default | meaning |\n| --- | --- | --- |\n", ""));
  }

  /** A key with a comment is a value as a whole; one without stands for what is below it. */
  private void collect(String prefix, MappingNode mapping) {
    for (NodeTuple tuple : mapping.getValue()) {
      String path = prefix + ((ScalarNode) tuple.getKeyNode()).getValue();
      String comment = commentOf(tuple.getKeyNode());
      if (!comment.isEmpty()) {
        values.add(new Value(path, standard(tuple.getValueNode()), comment));
      } else if (tuple.getValueNode() instanceof MappingNode below) {
        collect(path + ".", below);
      } else {
        throw new AssertionError("no comment says what " + path + " is");
      }
    }
  }

  /** The lines right above. */
  private static String commentOf(Node key) {
    List<CommentLine> lines = key.getBlockComments() == null ? List.of() : key.getBlockComments();
    List<String> own = new ArrayList<>();
    for (CommentLine line : lines) {
      if (line.getCommentType() == CommentType.BLANK_LINE) {
        own.clear();
      } else {
        own.add(line.getValue().strip());
      }
    }
    return String.join(" ", own);
  }

  private static String standard(Node node) {
    Object value =
        new StandardConstructor(WITH_COMMENTS).constructSingleDocument(Optional.of(node));
    return new Dump(ON_ONE_LINE).dumpToString(value).strip();
  }
}
