// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import io.offshard.adapter.kafka.SecretSettings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What kind of value a key takes: how it is read, described and printed. */
sealed interface Kind {

  /**
   * The value as its record component takes it.
   *
   * @throws Refused when it is not of this kind
   */
  Object parse(Given given);

  /** What is allowed, to follow "must be". */
  String says();

  /** The value as text, list or map, as it could stand in the file. */
  Object plain(Object value);

  /** A kind that is written as one scalar. */
  sealed interface Scalar extends Kind {
    Object parse(String text);

    @Override
    default Object parse(Given given) {
      if (given instanceof Given.Text text) {
        try {
          return parse(text.value().strip());
        } catch (IllegalArgumentException | ArithmeticException e) {
          throw refused(given);
        }
      }
      throw refused(given);
    }

    @Override
    default Object plain(Object value) {
      return value.toString();
    }
  }

  default Refused refused(Given given) {
    return new Refused(given.shown() + " is not allowed: must be " + says());
  }

  /** A count or a port. */
  record Whole(int min, int max) implements Scalar {
    @Override
    public Object parse(String text) {
      return Math.toIntExact(Quantity.within(Long.parseLong(text), min, max));
    }

    @Override
    public String says() {
      return "a whole number from " + min + " to " + max;
    }

    @Override
    public Object plain(Object value) {
      return value;
    }
  }

  /** A size or a duration. */
  record Measure(Quantity quantity, String min, String max) implements Scalar {
    @Override
    public Object parse(String text) {
      return quantity.value(
          Quantity.within(quantity.parse(text), quantity.parse(min), quantity.parse(max)));
    }

    @Override
    public String says() {
      return quantity.says() + " from " + min + " to " + max;
    }

    @Override
    public Object plain(Object value) {
      return quantity.format(value);
    }
  }

  /** Yes or no. */
  record Flag() implements Scalar {
    @Override
    public Object parse(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(text);
      };
    }

    @Override
    public String says() {
      return "true or false";
    }

    @Override
    public Object plain(Object value) {
      return value;
    }
  }

  /** One of the names of an enum, in lower case. */
  record Choice(Class<?> type) implements Scalar {
    @Override
    public Object parse(String text) {
      return constants()
          .filter(constant -> plain(constant).equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(text));
    }

    @Override
    public String says() {
      String names =
          constants().map(this::plain).map(Object::toString).collect(Collectors.joining(", "));
      return constants().count() == 1 ? names : "one of " + names;
    }

    @Override
    public Object plain(Object value) {
      return value.toString().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private Stream<Object> constants() {
      return Stream.of(type.getEnumConstants());
    }
  }

  /** Text of a given form. */
  record Form(String pattern, String says) implements Scalar {
    @Override
    public Object parse(String text) {
      if (!text.matches(pattern)) {
        throw new IllegalArgumentException(text);
      }
      return text;
    }
  }

  /** The path of a file. */
  record File() implements Scalar {
    @Override
    public Object parse(String text) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("empty");
      }
      return Path.of(text);
    }

    @Override
    public String says() {
      return "the path of a file";
    }
  }

  /** A scalar that may be unset. */
  record Maybe(Scalar scalar) implements Scalar {
    @Override
    public Object parse(String text) {
      return Optional.of(scalar.parse(text));
    }

    @Override
    public String says() {
      return scalar.says();
    }

    @Override
    public Object plain(Object value) {
      return scalar.plain(((Optional<?>) value).orElseThrow());
    }
  }

  /** A list of scalars. */
  record Scalars(Scalar element) implements Kind {
    @Override
    public Object parse(Given given) {
      if (given instanceof Given.Items list) {
        return list.items().stream().map(element::parse).toList();
      }
      throw refused(given);
    }

    @Override
    public String says() {
      return "a list, each " + element.says();
    }

    @Override
    public Object plain(Object value) {
      return ((List<?>) value).stream().map(element::plain).toList();
    }
  }

  /** A list of sections. Read by {@link Key}, which knows the path of each. */
  record Sections(Class<? extends Record> type) implements Kind {
    @Override
    public Object parse(Given given) {
      throw refused(given);
    }

    @Override
    public String says() {
      return "a list of maps, each with "
          + Section.of(type, "").keys().stream().map(Key::path).collect(Collectors.joining(", "));
    }

    @Override
    public Object plain(Object value) {
      Section section = Section.of(type, "");
      return ((List<?>) value).stream().map(element -> section.plain((Record) element)).toList();
    }
  }

  /** Kafka client settings by Kafka's names; secret ones are never printed. */
  record Settings() implements Kind {
    @Override
    public Object parse(Given given) {
      if (!(given instanceof Given.Tree tree)) {
        throw refused(given);
      }
      Map<String, String> settings = new LinkedHashMap<>();
      tree.entries()
          .forEach(
              (name, value) -> {
                if (!(value instanceof Given.Text text)) {
                  throw new Refused(
                      name + " is " + value.shown() + ", not text: dotted names are written whole");
                }
                settings.put(name, text.value());
              });
      return settings;
    }

    @Override
    public String says() {
      return "a map of settings";
    }

    @Override
    public Object plain(Object value) {
      Map<String, Object> shown = new TreeMap<>();
      ((Map<?, ?>) value)
          .forEach(
              (name, text) ->
                  shown.put(
                      name.toString(),
                      SecretSettings.isSecret(name.toString()) ? "<redacted>" : text.toString()));
      return shown;
    }
  }
}
