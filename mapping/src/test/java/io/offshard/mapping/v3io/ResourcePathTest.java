// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalInt;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class ResourcePathTest {
  @Example
  void aPathIsAContainerAndNames() {
    assertThat(ResourcePath.of("/bigdata/a/mystream/1/"))
        .isEqualTo(new ResourcePath("bigdata", List.of("a", "mystream", "1"), true));
    assertThat(ResourcePath.of("/bigdata/a"))
        .isEqualTo(new ResourcePath("bigdata", List.of("a"), false));
    assertThat(ResourcePath.of("/")).isEqualTo(new ResourcePath("", List.of(), true));
    assertThat(ResourcePath.of("")).isEqualTo(new ResourcePath("", List.of(), true));
  }

  @Example
  void repeatedSlashesCountOnce() {
    assertThat(ResourcePath.of("//users///a//b//"))
        .isEqualTo(new ResourcePath("users", List.of("a", "b"), true));
  }

  @Example
  void percentSignsAreDecodedOnceInEachElementByItself() {
    assertThat(ResourcePath.of("/u%73ers/obj%20ect/%2e%2E/a%2Fb/%252e/%00/%c3%a9").elements())
        .containsExactly("obj ect", "..", "a/b", "%2e", "\0", "é");
  }

  @Example
  void aPercentSignThatBeginsNoEscapeStaysOne() {
    assertThat(ResourcePath.of("/c/%/%z1/%1/a%").elements())
        .containsExactly("%", "%z1", "%1", "a%");
  }

  @Example
  void theBodyMayHaveTheLastName() {
    assertThat(ResourcePath.of("/c/dir/").with("s").orElseThrow().elements())
        .containsExactly("dir", "s");
    assertThat(ResourcePath.of("/c/dir").with(null)).contains(ResourcePath.of("/c/dir"));
    assertThat(ResourcePath.of("/c/dir").with("s")).isEmpty();
    assertThat(ResourcePath.of("/c/dir/").with("a/b")).isEmpty();
    assertThat(ResourcePath.of("/c/dir/").with("")).isEmpty();
  }

  @Example
  void aShardIsANumberInItsOneForm() {
    assertThat(ResourcePath.of("/c/s/0").shard()).hasValue(0);
    assertThat(ResourcePath.of("/c/s/4095/").shard()).hasValue(4_095);
    assertThat(ResourcePath.of("/c/s/99999999999999").shard()).hasValue(Integer.MAX_VALUE);
    for (String none : List.of("/c", "/c/s", "/c/s/01", "/c/s/-1", "/c/s/+1", "/c/s/1e1")) {
      assertThat(ResourcePath.of(none).shard()).isEqualTo(OptionalInt.empty());
    }
    assertThat(ResourcePath.of("/c/s/1").parent())
        .isEqualTo(new ResourcePath("c", List.of("s"), true));
  }

  @Property
  void noPathIsTooOddToBeRead(@ForAll String path) {
    ResourcePath read = ResourcePath.of(path);

    assertThat(read.elements()).doesNotContain("");
    assertThat(read.with("x").isPresent()).isEqualTo(read.directory());
  }

  @Property
  void everyStreamHasOnePathInItsContainer(
      @ForAll @Size(min = 1, max = 5)
          List<@AlphaChars @StringLength(min = 1, max = 9) String> names) {
    Container container = new Container("c", "p.", OptionalInt.empty());

    assertThat(container.stream(names)).contains("p." + String.join(".", names));
    assertThat(container.stream(ResourcePath.of("/c/" + String.join("/", names)).elements()))
        .isEqualTo(container.stream(names));
  }
}
