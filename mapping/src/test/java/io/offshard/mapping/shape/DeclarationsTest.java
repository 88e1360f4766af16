// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DeclarationsTest {

  /** What the wrong declarations below are held against. */
  public record Pair(String streamArn, @Nullable List<String> names) {}

  private static final Member<String> ARN = Member.required("StreamARN", Text.any());
  private static final Member<List<String>> NAMES = Member.of("Names", ListShape.of(Text.any()));

  private static void assertDisagrees(Member<?>... members) {
    assertThatThrownBy(() -> Struct.of(Pair.class, members))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void acceptsMembersThatAgreeWithTheComponents() {
    assertThat(Struct.of(Pair.class, ARN, NAMES).rows()).hasSize(2);
  }

  @Test
  void refusesAnotherNumberOrderOrName() {
    assertDisagrees(ARN);
    assertDisagrees(ARN, NAMES, NAMES);
    assertDisagrees(NAMES, ARN);
    assertDisagrees(Member.required("StreamName", Text.any()), NAMES);
  }

  @Test
  void refusesAnotherTypeAlsoWithinLists() {
    assertDisagrees(Member.required("StreamARN", Whole.ofInt()), NAMES);
    assertDisagrees(ARN, Member.of("Names", ListShape.of(Whole.ofInt())));
    assertDisagrees(ARN, Member.of("Names", MapShape.of(Text.any(), Text.any())));
  }

  @Test
  void refusesOptionalMembersThatCannotBeNullAndTheReverse() {
    assertDisagrees(Member.of("StreamARN", Text.any()), NAMES);
    assertDisagrees(ARN, Member.required("Names", ListShape.of(Text.any())));
  }

  @Test
  void givesTheRowsOfTheReferencePage() {
    assertThat(Sample.SHAPE.rows())
        .contains(
            new Struct.Row(
                "Text",
                "String",
                false,
                List.of(
                    "Member must satisfy regular expression pattern: [a-z]+",
                    "Member must have length less than or equal to 5",
                    "Member must have length greater than or equal to 1")),
            new Struct.Row("PartsByName", "Map of String to Part", false, List.of()));
  }
}
