// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamPathsTest {
  private static final StreamPaths PATHS = new StreamPaths("/ru-central1/cloud/db");

  @Test
  void aPathInFullAndARelativeOneNameTheSameStream() {
    assertThat(PATHS.stream("/ru-central1/cloud/db/shop/clicks")).contains("shop.clicks");
    assertThat(PATHS.stream("shop/clicks")).contains("shop.clicks");
  }

  @Property
  void eachStreamHasAPathThatNamesIt(
      @ForAll
          @CharRange(from = 'a', to = 'c')
          @Chars({'.', '_', '-'})
          @StringLength(min = 1, max = 6)
          String name) {
    assertThat(PATHS.stream(PATHS.fullPath(name))).contains(name);
  }

  @Property
  void aPathThatCanBeMadeIsTheOneThatIsShown(
      @ForAll @CharRange(from = 'a', to = 'c') @Chars({'/', '.', ' ', '-'}) @StringLength(max = 6)
          String path) {
    PATHS
        .newStream(path)
        .ifPresent(
            name -> {
              assertThat(StreamPaths.path(name)).isEqualTo(path);
              assertThat(PATHS.stream(path)).contains(name);
            });
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/ru-central1/cloud/db",
        "/ru-central1/cloud/db/",
        "/ru-central1/cloud/other/shop",
        "/ru-central1/cloud/dbshop",
        "/shop",
        "shop.clicks",
        ""
      })
  void whatIsElsewhereOrHasADotNamesNothing(String path) {
    assertThat(PATHS.stream(path)).isEmpty();
    assertThat(PATHS.newStream(path)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a//b", "a/", "a b", "a/../b", "%00", "é"})
  void whatTopicsCannotBeCalledCannotBeMade(String path) {
    assertThat(PATHS.newStream(path)).isEmpty();
  }

  @Test
  void aNewNameHas128CharactersAtMost() {
    assertThat(PATHS.newStream("a".repeat(128))).isPresent();
    assertThat(PATHS.newStream("a".repeat(129))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "db", "/", "/db/"})
  void aDatabaseIsAPath(String database) {
    assertThatThrownBy(() -> new StreamPaths(database))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
