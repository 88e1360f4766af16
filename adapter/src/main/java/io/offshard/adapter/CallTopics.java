// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.access.TopicAuthorization;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.v3io.Containers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the topics that calls are about: those of the streams that they name, those of tables, and
 * for items and objects of v3io those of the streams that they are in.
 */
record CallTopics(StreamCatalog catalog, Containers containers)
    implements TopicAuthorization.Topics {
  private static final Set<String> OF_ITEMS =
      Set.of(
          "v3io:DeleteObject",
          "v3io:GetItem",
          "v3io:GetItems",
          "v3io:GetObject",
          "v3io:HeadObject",
          "v3io:PutItem",
          "v3io:PutObject",
          "v3io:UpdateItem");

  @Override
  public List<String> of(String action, Subject subject) {
    if (OF_ITEMS.contains(action)) {
      return around(subject.names().getFirst());
    }
    return action.startsWith("dynamodb:")
        ? table(subject.names().getFirst())
        : List.of(stream(action, subject));
  }

  /** In v3io the path comes first, and the name last, if a stream can have that path at all. */
  private static String stream(String action, Subject subject) {
    return action.startsWith("v3io:") ? subject.names().getLast() : subject.names().getFirst();
  }

  private List<String> table(String name) {
    Map<String, Lineage> known = catalog.knownTables();
    Lineage found = known.containsKey(name) ? known.get(name) : catalog.tables().get(name);
    return found == null ? List.of() : List.of(found.topic());
  }

  /** All streams that it could be in, as one may be in the path of another. */
  private List<String> around(String path) {
    List<String> names = Arrays.asList(path.split("/", -1));
    List<String> found = new ArrayList<>();
    for (int depth = names.size(); depth > 1; depth--) {
      List<String> elements = names.subList(1, depth);
      containers
          .find(names.getFirst())
          .flatMap(container -> container.stream(elements))
          .flatMap(catalog::known)
          .ifPresent(stream -> found.add(stream.topic()));
    }
    return found;
  }
}
