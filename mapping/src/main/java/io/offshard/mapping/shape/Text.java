// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonToken;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A text, bounded in length (counted in Unicode characters) and matching a pattern where one is
 * declared.
 */
public final class Text extends Shape<String> {
  /** As long as the longest text that any declared pattern is meant for. */
  private static final int LONGEST_MATCHED = 2_048;

  private final Bounds length;
  private final @Nullable Pattern pattern;
  private final List<Constraint> constraints;

  private Text(Bounds length, @Nullable Pattern pattern) {
    this.length = length;
    this.pattern = pattern;
    List<Constraint> all = new ArrayList<>();
    if (pattern != null) {
      all.add(
          new Constraint(
              "Member must satisfy regular expression pattern: " + pattern,
              raw -> matches((String) raw, pattern)));
    }
    all.addAll(length.on("length", raw -> characters((String) raw)));
    this.constraints = List.copyOf(all);
  }

  /** Any text at all. */
  public static Text any() {
    return new Text(Bounds.NONE, null);
  }

  /** A text of {@code min} to {@code max} Unicode characters, both inclusive. */
  public static Text ofLength(int min, int max) {
    return new Text(new Bounds(min, max), null);
  }

  /**
   * The same text, which as a whole has to match {@code pattern} too; violations print the pattern
   * as given.
   */
  public Text matching(String pattern) {
    return new Text(length, Pattern.compile(pattern));
  }

  /**
   * A text that is far too long is not matched: a pattern may backtrack, and the length is reported
   * anyway.
   */
  private boolean matches(String text, Pattern pattern) {
    return characters(text) > Math.max(length.max(), LONGEST_MATCHED)
        || pattern.matcher(text).matches();
  }

  private static int characters(String text) {
    return text.codePointCount(0, text.length());
  }

  Bounds length() {
    return length;
  }

  @Nullable Pattern pattern() {
    return pattern;
  }

  @Override
  @Nullable Object read(Source in) {
    return in.token() == JsonToken.VALUE_STRING ? in.text() : in.refuseUnconvertible("an String");
  }

  @Override
  String plain(PlainReader in) {
    return accepted(in.text());
  }

  @Override
  String build(Object raw) {
    return (String) raw;
  }

  @Override
  void write(Object value, BodyWriter out) {
    out.text((String) value);
  }

  @Override
  boolean fits(Type type) {
    return type == String.class;
  }

  @Override
  String typeName() {
    return "String";
  }

  @Override
  List<Constraint> constraints() {
    return constraints;
  }
}
