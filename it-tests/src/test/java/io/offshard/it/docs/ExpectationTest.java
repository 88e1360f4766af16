// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ExpectationTest {

  @Test
  void dotsInALineStandForAnyText() {
    Expectation expectation = new Expectation("shard ... 1\n");

    assertThat(expectation.isMetBy("shard a b c 1\n")).isTrue();
    assertThat(expectation.isMetBy("shard a b c 2\n")).isFalse();
    assertThat(expectation.isMetBy("shard a\nb 1\n")).isFalse();
  }

  @Test
  void dotsAsALineStandForAnyLines() {
    Expectation expectation = new Expectation("first\n...\nlast\n");

    assertThat(expectation.isMetBy("first\nlast\n")).isTrue();
    assertThat(expectation.isMetBy("first\nand\nmore\nlast\n")).isTrue();
    assertThat(expectation.isMetBy("first\nlast\nmore\n")).isFalse();
  }

  @Test
  void tabsAndSpacesAreTheSame() {
    assertThat(new Expectation("a\n").isMetBy("    a\n")).isTrue();
    assertThat(new Expectation("a  b\n").isMetBy("a\tb   \n")).isTrue();
    assertThat(new Expectation("a b\n").isMetBy("ab\n")).isFalse();
  }

  @Test
  void lettersThatMeanSomethingInPatternsAreLetters() {
    assertThat(new Expectation("{\"a\": [1]}\n").isMetBy("{\"a\": [1]}\n")).isTrue();
    assertThat(new Expectation("a.b\n").isMetBy("axb\n")).isFalse();
  }
}
