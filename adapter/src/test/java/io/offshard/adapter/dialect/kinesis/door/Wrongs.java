// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds answers against verdicts and collects what does not agree, to be told in one text. */
final class Wrongs {
  private static final int REPORTED = 10;
  private static final int LONGEST = 300;

  private final List<String> found = new ArrayList<>();

  void assertNone() {
    assertThat(found.stream().limit(20)).as("%d disagreements", found.size()).isEmpty();
  }

  void isEqual(String what, Object expected, Object actual) {
    if (!expected.equals(actual)) {
      found.add(what + ": expected " + expected + " but was " + actual);
    }
  }

  void compare(String what, Map<String, ?> changed, Verdict verdict, Door.Answer answer) {
    String problem =
        switch (verdict) {
          case Verdict.Passed passed -> notPassed(answer);
          case Verdict.WrongType wrong ->
              notRefused(answer, "SerializationException", "Message", Set.of(wrong.text()));
          case Verdict.Invalid invalid -> notInvalid(answer, invalid.items());
        };
    if (problem != null) {
      found.add(what + shown(changed) + ": " + problem);
    }
  }

  private static @Nullable String notPassed(Door.Answer answer) {
    boolean refusedHere =
        answer.type().equals("SerializationException")
            || answer.members().getOrDefault("message", "").contains(" detected: Value");
    return refusedHere || answer.status() > 400 ? "should pass, but " + answer : null;
  }

  private static @Nullable String notInvalid(Door.Answer answer, List<String> items) {
    int told = Math.min(items.size(), REPORTED);
    String start = told + (told == 1 ? " validation error" : " validation errors") + " detected: ";
    String text =
        answer.members().getOrDefault("message", "").replaceAll("Entry@[0-9a-f]+", "Entry@hash");
    List<String> parts =
        Arrays.asList(text.substring(Math.min(text.length(), start.length())).split("; "));
    boolean right =
        text.startsWith(start)
            && parts.size() == told
            && (told < items.size()
                ? items.containsAll(parts)
                : sorted(items).equals(sorted(parts)));
    return right
        ? notRefused(
            answer, "ValidationException", "message", Set.copyOf(answer.members().values()))
        : "should be invalid:\n  "
            + cut(start + sorted(items))
            + "\n  "
            + cut(text)
            + answer.type();
  }

  private static List<String> sorted(List<String> items) {
    return items.stream().sorted().toList();
  }

  private static @Nullable String notRefused(
      Door.Answer answer, String type, String member, Set<String> texts) {
    boolean right =
        answer.status() == 400
            && answer.header().equals(type)
            && answer.type().equals(type)
            && answer.members().keySet().equals(Set.of("__type", member))
            && texts.contains(answer.members().get(member));
    return right ? null : "should be " + type + " " + texts + ", but " + answer;
  }

  private static String shown(Map<String, ?> changed) {
    return changed.entrySet().stream()
        .map(each -> each.getKey() + "=" + shown(each.getValue()))
        .collect(Collectors.joining(", "));
  }

  private static String shown(@Nullable Object value) {
    return Request.ABSENT.equals(value)
        ? "nothing"
        : value instanceof byte[] bytes ? bytes.length + " bytes" : cut(String.valueOf(value));
  }

  private static String cut(String text) {
    return text.length() > LONGEST ? text.substring(0, LONGEST) + "..." : text;
  }
}
