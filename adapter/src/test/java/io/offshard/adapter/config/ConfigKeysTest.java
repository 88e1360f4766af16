// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every key there is, found by walking the records. */
class ConfigKeysTest {
  /** What {@code serve} must be told; its values are the defaults of {@code dev}. */
  private static final Map<String, String> REQUIRED =
      Map.of(
          "OFFSHARD_AUTH_MODE", "none",
          "OFFSHARD_TOKENS_KEYS", "[{id: a, file: /a}]",
          "OFFSHARD_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:9092");

  /** Some keys go with others only; with these set each can be changed alone. */
  private static final Map<String, String> TOGETHER =
      Map.of(
          "OFFSHARD_API_TLS_CERTIFICATE", "/c",
          "OFFSHARD_API_TLS_KEY", "/k",
          "OFFSHARD_SCHEMA_REGISTRY_USER", "me",
          "OFFSHARD_SCHEMA_REGISTRY_PASSWORD_FILE", "/p",
          "OFFSHARD_YANDEX_INTROSPECTION_USER", "me",
          "OFFSHARD_YANDEX_INTROSPECTION_PASSWORD_FILE", "/p");

  @TestFactory
  Stream<DynamicTest> defaultIsWhatTheDeclarationSays() {
    return eachKey(
        key -> {
          for (Profile profile : Profile.values()) {
            Object effective = valueOf(key, load(profile, REQUIRED));
            if (key.optional()) {
              assertThat(effective).isEqualTo(Optional.empty());
            } else if (key.kind() instanceof Kind.Sections sections
                && sections.type() == V3ioContainer.class) {
              assertThat((List<?>) effective)
                  .extracting(each -> ((V3ioContainer) each).name())
                  .isEqualTo(List.of("projects", "users", "bigdata"));
            } else if (key.rest()) {
              assertThat(effective).isEqualTo(Map.of("bootstrap.servers", "127.0.0.1:9092"));
            } else if (key.defaultText(profile).filter("[]"::equals).isPresent()
                && !isRequired(key)) {
              assertThat(effective).isEqualTo(List.of());
            } else if (key.defaultText(profile).isPresent() && !isRequired(key)) {
              Given text = key.read(key.defaultText(profile).get(), Optional.empty());
              assertThat(effective).isEqualTo(key.kind().parse(text));
            }
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> environmentVariableSetsTheKeyAndNothingElse() {
    return eachKey(
        key -> {
          Sample sample = sample(key);
          Config before = load(Profile.DEV, TOGETHER);
          Map<String, String> set = new HashMap<>(TOGETHER);
          set.put(sample.variable(), sample.text());
          Config after = load(Profile.DEV, set);

          assertThat(valueOf(key, after)).isEqualTo(sample.value());
          for (Key other : Section.ROOT.keys()) {
            if (!other.equals(key)) {
              assertThat(valueOf(other, after)).isEqualTo(valueOf(other, before));
            }
          }
        });
  }

  @Test
  void everyVariableBelongsToOneKey() {
    assertThat(Section.ROOT.keys()).extracting(Key::variable).doesNotHaveDuplicates();
  }

  private record Sample(String variable, String text, Object value) {}

  /** Some allowed value; not the default, where there is a choice. */
  private static Sample sample(Key key) {
    String text = sampleText(key.kind());
    if (key.kind() instanceof Kind.Sections sections) {
      return new Sample(key.variable(), text, List.of(element(sections)));
    }
    if (key.kind() instanceof Kind.Settings) {
      Map<String, String> settings = new HashMap<>(Map.of("client.id", "x"));
      if (key.rest()) {
        settings.put("bootstrap.servers", "127.0.0.1:9092");
      }
      return new Sample(key.variable() + "_CLIENT_ID", text, settings);
    }
    return new Sample(key.variable(), text, key.kind().parse(key.read(text, Optional.empty())));
  }

  private static String sampleText(Kind kind) {
    return switch (kind) {
      case Kind.Whole whole -> Integer.toString(whole.max());
      case Kind.Measure measure -> measure.max();
      case Kind.Flag flag -> "false";
      case Kind.Choice choice -> choice.plain(choice.type().getEnumConstants()[0]).toString();
      case Kind.Scalars scalars -> "[kinesis]";
      case Kind.Form form when form.says().equals("12 digits") -> "123456789012";
      case Kind.Form form when form.says().startsWith("http") -> "https://other-1";
      case Kind.Form form when form.says().startsWith("a path") -> "/other-1";
      case Kind.Form form when form.says().startsWith("* or an origin") -> "https://other-1";
      case Kind.Form form -> form.says().endsWith("begins with __") ? "__other-1" : "other-1";
      case Kind.File file -> "/f";
      case Kind.Maybe maybe -> sampleText(maybe.scalar());
      case Kind.Sections sections when element(sections) instanceof Table ->
          "[{name: abc, topic: t, form: debezium, hash-key: k}]";
      case Kind.Sections sections when element(sections) instanceof V3ioContainer ->
          "[{name: abc}]";
      case Kind.Sections sections when element(sections) instanceof StreamQuota ->
          "[{stream: abc, in-bytes: 2MiB}]";
      case Kind.Sections sections -> "[{id: x, file: /x}]";
      case Kind.Settings settings -> "x";
    };
  }

  /** What the text for such a list holds. */
  private static Record element(Kind.Sections sections) {
    if (sections.type() == V3ioContainer.class) {
      return new V3ioContainer("abc", Optional.empty(), Optional.empty());
    }
    if (sections.type() == StreamQuota.class) {
      return new StreamQuota(
          "abc",
          Optional.of(2L << 20),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }
    return sections.type() == Table.class
        ? new Table(
            "abc",
            "t",
            "debezium",
            "k",
            Optional.empty(),
            ViewType.NEW_AND_OLD_IMAGES,
            Map.of(),
            false,
            Undecodable.SKIP)
        : new Tokens.TokenKey("x", Path.of("/x"));
  }

  private static boolean isRequired(Key key) {
    return REQUIRED.containsKey(key.variable());
  }

  private static Config load(Profile profile, Map<String, String> environment) {
    return ConfigLoader.load(profile, "", environment);
  }

  /** What the record component that the key is about holds. */
  private static Object valueOf(Key key, Config config) {
    return valueOf(key, Section.ROOT, config).orElseThrow();
  }

  private static Optional<Object> valueOf(Key key, Section section, Record value) {
    RecordComponent[] components = section.type().getRecordComponents();
    for (int i = 0; i < components.length; i++) {
      Object part = Nodes.valueOf(components[i], value);
      Optional<Object> found =
          switch (section.nodes().get(i)) {
            case Key own -> own.equals(key) ? Optional.of(part) : Optional.empty();
            case Section below -> valueOf(key, below, (Record) part);
          };
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Stream<DynamicTest> eachKey(Consumer<Key> check) {
    return Section.ROOT.keys().stream()
        .map(
            key -> DynamicTest.dynamicTest(key.path() + "/" + key.name(), () -> check.accept(key)));
  }
}
