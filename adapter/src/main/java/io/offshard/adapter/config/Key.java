// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One key: its kind of value, what it means and what it is when nobody sets it.
 *
 * @param rest takes the keys of its section that nothing else names; its path is the section's
 */
record Key(
    String name, String path, Kind kind, String doc, @Nullable Default defaults, boolean rest)
    implements Node {

  /** The environment variable that sets it; for settings, the start of the variables. */
  String variable() {
    return Names.variable(path);
  }

  /** The default as written in the file; empty when the key is required or simply unset. */
  Optional<String> defaultText(Profile profile) {
    if (defaults == null) {
      return Optional.empty();
    }
    boolean own = profile == Profile.DEV && !defaults.dev().equals(Default.NONE);
    String text = own ? defaults.dev() : defaults.value();
    return text.equals(Default.NONE) ? Optional.empty() : Optional.of(text);
  }

  boolean optional() {
    return kind instanceof Kind.Maybe;
  }

  /** Reads a value that stands alone, as in the environment: lists and maps are YAML. */
  Given read(String text, Optional<String> variable) {
    return switch (kind) {
      case Kind.Scalar scalar -> new Given.Text(text, variable);
      case Kind.Scalars scalars -> Given.ofYaml(text);
      case Kind.Sections sections -> Given.ofYaml(text);
      case Kind.Settings settings -> Given.ofYaml(text);
    };
  }

  @Override
  public @Nullable Object bind(@Nullable Given given, Profile profile, List<String> problems) {
    Optional<Given> fallback = defaultText(profile).map(text -> read(text, Optional.empty()));
    Given effective = given == null ? fallback.orElse(null) : given;
    if (kind instanceof Kind.Settings
        && effective instanceof Given.Tree own
        && fallback.orElse(null) instanceof Given.Tree base) {
      effective = base.overlaidWith(own);
    }
    boolean emptyList = effective instanceof Given.Items list && list.items().isEmpty();
    if (effective == null || (emptyList && fallback.isEmpty())) {
      if (optional()) {
        return Optional.empty();
      }
      String otherwise = path.contains("[") ? "" : " (or set " + variable() + ")";
      problems.add(path + ": missing: must be " + kind.says() + otherwise);
      return null;
    }
    return bindPresent(effective, profile, problems);
  }

  private @Nullable Object bindPresent(Given given, Profile profile, List<String> problems) {
    try {
      if (kind instanceof Kind.Sections sections && given instanceof Given.Items list) {
        return bindEach(sections, list.items(), profile, problems);
      }
      return kind.parse(given);
    } catch (Refused e) {
      problems.add(path + ": " + e.getMessage());
      return null;
    }
  }

  private List<Object> bindEach(
      Kind.Sections kind, List<Given> items, Profile profile, List<String> problems) {
    List<Object> bound = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      Section element = Section.of(kind.type(), path + "[" + i + "]");
      Object value = element.bind(items.get(i), profile, problems);
      if (value != null) {
        bound.add(value);
      }
    }
    return bound;
  }
}
