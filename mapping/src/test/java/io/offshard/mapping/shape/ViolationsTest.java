// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The texts of the service's ValidationException. */
class ViolationsTest {
  private static final String ONE = "1 validation error detected: ";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "Text":"A"         | Value 'A' at 'text' failed to satisfy constraint: Member must satisfy regular expression pattern: [a-z]+
          "Text":"abcdef"    | Value 'abcdef' at 'text' failed to satisfy constraint: Member must have length less than or equal to 5
          "Colour":"red"     | Value 'red' at 'colour' failed to satisfy constraint: Member must satisfy enum value set: [RED, GREEN]
          "Whole":0          | Value '0' at 'whole' failed to satisfy constraint: Member must have value greater than or equal to 1
          "Whole":1e30       | Value '2147483647' at 'whole' failed to satisfy constraint: Member must have value less than or equal to 10000
          "LongWhole":-5.5   | Value '-6' at 'longWhole' failed to satisfy constraint: Member must have value greater than or equal to -5
          "Blob":"AAECAwQ="  | Value 'java.nio.HeapByteBuffer[pos=0 lim=5 cap=5]' at 'blob' failed to satisfy constraint: Member must have length less than or equal to 4
          "Parts":[]         | Value '[]' at 'parts' failed to satisfy constraint: Member must have length greater than or equal to 1
          "Parts":[null]     | Value null at 'parts.1.member' failed to satisfy constraint: Member must not be null
          "Parts":[{}]       | Value null at 'parts.1.member.partARN' failed to satisfy constraint: Member must not be null
          "PartsByName":{"a.b":{"PartARN":null}} | Value null at 'partsByName.a.b.member.partARN' failed to satisfy constraint: Member must not be null
          "PartsByName":{"x":null} | Value null at 'partsByName.x.member' failed to satisfy constraint: Member must not be null
          "Names":["a","abcd",""] | Value '[a, abcd, ]' at 'names' failed to satisfy constraint: Member must satisfy constraint: [Member must have length less than or equal to 3, Member must have length greater than or equal to 1]
          "Tags":{"abcd":"v"} | Value '{abcd=v}' at 'tags' failed to satisfy constraint: Map keys must satisfy constraint: [Member must have length less than or equal to 3, Member must have length greater than or equal to 1]
          "Tags":{"a":"v","b":"vvv"} | Value '{a=v, b=vvv}' at 'tags' failed to satisfy constraint: Map value must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 0]
          """)
  void saysWhatTheServiceSays(String member, String item) {
    assertThatThrownBy(() -> Sample.of("{" + member + "}"))
        .isInstanceOf(InvalidMembers.class)
        .hasMessage(ONE + item);
  }

  @Test
  void anEmptyTextBreaksPatternAndLengthAtOnce() {
    assertThatThrownBy(() -> Sample.of("{\"Text\":\"\"}"))
        .hasMessage(
            "2 validation errors detected: Value '' at 'text' failed to satisfy constraint: Member"
                + " must satisfy regular expression pattern: [a-z]+; Value '' at 'text' failed to"
                + " satisfy constraint: Member must have length greater than or equal to 1");
  }

  @Test
  void lengthIsCountedInCharactersAndNotInUtf16() {
    String emoji = "\ud83d\ude00".repeat(3);

    assertThat(Sample.of("{\"Names\":[\"" + emoji + "\"]}").names()).containsExactly(emoji);
    assertThatThrownBy(() -> Sample.of("{\"Names\":[\"a" + emoji + "\"]}"))
        .isInstanceOf(InvalidMembers.class);
  }

  @Test
  void aListThatIsTooLongIsShownWithTheServicesOwnClassNames() {
    String parts =
        IntStream.range(0, 9).mapToObj(i -> "{\"PartARN\":\"a\"}").collect(Collectors.joining(","));

    assertThatThrownBy(() -> Sample.of("{\"Parts\":[" + parts + "]}"))
        .message()
        .matches(
            ONE
                + "Value '\\[com.example.Part@[0-9a-f]+(, com.example.Part@[0-9a-f]+){3}]' at"
                + " 'parts' failed to satisfy constraint: Member must have length less than or"
                + " equal to 3");
  }

  @Test
  void noMoreThanTenViolationsAreReported() {
    String parts =
        IntStream.range(0, 20).mapToObj(i -> "\"" + i + "\":{}").collect(Collectors.joining(","));

    InvalidMembers refused =
        catchThrowableOfType(
            InvalidMembers.class, () -> Sample.of("{\"PartsByName\":{" + parts + "}}"));

    assertThat(refused.violations()).hasSize(10);
    assertThat(refused).hasMessageStartingWith("10 validation errors detected: ");
    assertThat(refused.violations().getFirst())
        .isEqualTo(
            new Violation("null", "partsByName.0.member.partARN", "Member must not be null"));
  }

  @Test
  void hugeValuesAreShownInPartAndNeverCutWithinACharacter() {
    String text = "a" + "\ud83d\ude00".repeat(100_000);

    InvalidMembers refused =
        catchThrowableOfType(InvalidMembers.class, () -> Sample.of("{\"Text\":\"" + text + "\"}"));

    assertThat(refused.violations()).hasSize(1);
    assertThat(refused.violations().getFirst().value())
        .hasSizeLessThan(70_000)
        .endsWith("\ud83d\ude00...'");
  }
}
