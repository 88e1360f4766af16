// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A record type and what each of its components is called in the file, in component order. */
record Section(String name, String path, Class<? extends Record> type, List<Node> nodes)
    implements Node {

  /** The whole tree. */
  static final Section ROOT = of(Config.class, "");

  static Section of(Class<? extends Record> type, String path) {
    List<Node> nodes = Stream.of(type.getRecordComponents()).map(c -> Nodes.of(c, path)).toList();
    return new Section(path.substring(path.lastIndexOf('.') + 1), path, type, nodes);
  }

  /** All keys of this section and those below, in order. */
  List<Key> keys() {
    return nodes.stream()
        .flatMap(
            node ->
                switch (node) {
                  case Key key -> Stream.of(key);
                  case Section section -> section.keys().stream();
                })
        .toList();
  }

  @Override
  public @Nullable Object bind(@Nullable Given given, Profile profile, List<String> problems) {
    Given.Tree tree = Given.Tree.EMPTY;
    if (given instanceof Given.Tree entries) {
      tree = entries;
    } else if (given != null && !given.isBlank()) {
      problems.add(path + ": " + given.shown() + " is not allowed: must be a map of its keys");
      return null;
    }
    int before = problems.size();
    Given.Tree unnamed = new Given.Tree(new LinkedHashMap<>(tree.entries()));
    nodes.forEach(node -> unnamed.entries().remove(node.name()));
    if (nodes.stream().noneMatch(Section::takesRest)) {
      unnamed.entries().keySet().forEach(name -> problems.add(unknown(name)));
    }
    @Nullable Object[] values = new @Nullable Object[nodes.size()];
    for (int i = 0; i < values.length; i++) {
      Node node = nodes.get(i);
      Given own = takesRest(node) ? unnamed : tree.entries().get(node.name());
      values[i] = node.bind(own, profile, problems);
    }
    return problems.size() > before ? null : construct(values, problems);
  }

  private static boolean takesRest(Node node) {
    return node instanceof Key key && key.rest();
  }

  private String unknown(String name) {
    String full = Nodes.child(path, name);
    Stream<String> known = Stream.concat(keys().stream(), ROOT.keys().stream()).map(Key::path);
    String nearest = Names.nearest(full, known.filter(key -> !key.isEmpty())).orElse("");
    return full
        + ": unknown key"
        + (nearest.equals(full)
            ? ": write it as nested maps, without the dot"
            : "; the nearest known key is " + nearest);
  }

  private @Nullable Object construct(@Nullable Object[] values, List<String> problems) {
    try {
      Class<?>[] types =
          Stream.of(type.getRecordComponents())
              .map(RecordComponent::getType)
              .toArray(Class<?>[]::new);
      return type.getDeclaredConstructor(types).newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        problems.add(Nodes.child(path, String.valueOf(refused.getMessage())));
        return null;
      }
      throw new IllegalStateException(type + " cannot be constructed", e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " cannot be constructed", e);
    }
  }

  /** A value of this section as maps, lists and scalars; unset optional keys are left out. */
  Map<String, Object> plain(Record value) {
    Map<String, Object> plain = new LinkedHashMap<>();
    RecordComponent[] components = type.getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Object part = Nodes.valueOf(components[i], value);
      switch (nodes.get(i)) {
        case Section section -> plain.put(section.name(), section.plain((Record) part));
        case Key key when part.equals(Optional.empty()) -> {}
        case Key key when key.rest() -> plain.putAll(asMap(key.kind().plain(part)));
        case Key key -> plain.put(key.name(), key.kind().plain(part));
      }
    }
    return plain;
  }

  private static Map<String, Object> asMap(Object plain) {
    Map<String, Object> map = new LinkedHashMap<>();
    ((Map<?, ?>) plain).forEach((name, value) -> map.put(name.toString(), value));
    return map;
  }
}
