// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "orders,      orders,       true",
    "orders,      orders2,      false",
    "orders,      order,        false",
    "orders*,     orders,       true",
    "orders*,     orders.eu,    true",
    "*-events,    a-b-events,   true",
    "*-events,    events,       false",
    "a?c,         abc,          true",
    "a?c,         ac,           false",
    "a.c,         abc,          false",
    "*,           x,            true",
    "a*b*c,       a-b-b-c,      true",
    "a*b*c,       a-c-b,        false",
    "?*,          x,            true",
  })
  void matchesWholeNames(String pattern, String name, boolean matches) {
    assertThat(new Glob(pattern).matches(name)).isEqualTo(matches);
  }

  @Property
  void isWhatTheSameRegularExpressionIs(
      @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(max = 8) String pattern,
      @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 8) String name) {
    Pattern same = Pattern.compile(pattern.replace("*", ".*").replace("?", "."));

    assertThat(new Glob(pattern).matches(name)).isEqualTo(same.matcher(name).matches());
  }

  @Test
  void manyStarsTakeNoLongerThanTheLengthsMultiplied() {
    Glob many = new Glob("*a".repeat(100) + "b");

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(many.matches("a".repeat(249))).isFalse());
  }

  @Test
  void onlyWhatHasNeitherStarNorQuestionMarkIsAName() {
    assertThat(new Glob("a.b-c_d").isLiteral()).isTrue();
    assertThat(new Glob("a*").isLiteral()).isFalse();
    assertThat(new Glob("a?").isLiteral()).isFalse();
  }
}
