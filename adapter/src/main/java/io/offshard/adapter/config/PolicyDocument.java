// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.adapter.file.UnusableFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The file of {@code auth.policies-file}: who may do what. As strict as the configuration itself: a
 * rule that is not understood may be one that denies.
 *
 * <pre>
 *   principals:
 *     - {name: billing, tags: {team: orders}}
 *   statements:
 *     - effect: allow
 *       principals: [billing, 'tag:team=orders']
 *       actions: ['kinesis:Describe*', 'kinesis:PutRecord*']
 *       streams: ['orders-*']
 * </pre>
 */
public record PolicyDocument(
    @Doc("Callers that have tags.") @Default("[]") List<Tagged> principals,
    @Doc("What callers may do, and what not.") @Default("[]") List<Statement> statements) {
  private static final Section SHAPE = Section.of(PolicyDocument.class, "");

  public PolicyDocument {
    principals = List.copyOf(principals);
    statements = List.copyOf(statements);
    if (statements.isEmpty()) {
      throw new IllegalArgumentException("statements: there are none: nobody could do anything");
    }
  }

  /** A caller and what is said of it. */
  public record Tagged(
      @Doc("The owner of a key, as in the file of the keys, or of a token.")
          @Matches(pattern = "[A-Za-z0-9._@+:/-]+", says = "a name of letters, digits and ._@+:/-")
          String name,
      @Doc("Tags that statements may name as `tag:key=value`.") Map<String, String> tags) {
    public Tagged {
      tags = Map.copyOf(tags);
    }
  }

  /** Whether calls are allowed or denied. */
  public enum Effect {
    ALLOW,
    DENY
  }

  /** A rule. */
  public record Statement(
      @Doc("`allow` or `deny`, which wins.") Effect effect,
      @Doc("Owners of keys, ids of keys, `tag:key=value`, or `*` for every known caller.")
          @Matches(
              pattern = "\\*|tag:[^=]+=.*|(?!tag:)[A-Za-z0-9._@+:/-]+",
              says = "the name of a caller, the id of a key, tag:key=value, or *")
          List<String> principals,
      @Doc("Actions by the service's own names, with `*` and `?`: `kinesis:PutRecord*`.")
          @Matches(
              pattern = "\\*|[a-z0-9*?]+:[A-Za-z*?]+",
              says = "an action such as kinesis:PutRecord, with * and ? as patterns")
          List<String> actions,
      @Doc("Names, paths or ARNs, with `*` and `?`; `*` alone stands for the account too.")
          @Matches(pattern = "\\S.*", says = "a name, a path or an ARN, with * and ? as patterns")
          List<String> streams) {
    public Statement {
      principals = List.copyOf(principals);
      actions = List.copyOf(actions);
      streams = List.copyOf(streams);
    }
  }

  /**
   * Reads one.
   *
   * @throws UnusableFile with all that is wrong, in one line
   */
  public static PolicyDocument read(String yaml) {
    try {
      if (!(Given.ofYaml(yaml) instanceof Given.Tree tree)) {
        throw new UnusableFile("it must be a map of principals and statements");
      }
      List<String> problems = new ArrayList<>();
      if (SHAPE.bind(tree, Profile.SERVE, problems) instanceof PolicyDocument document
          && problems.isEmpty()) {
        return document;
      }
      throw new UnusableFile(String.join("; ", problems));
    } catch (InvalidConfig e) {
      throw new UnusableFile(String.join("; ", e.problems()));
    }
  }
}
