// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever arrives, reading it ends in a value or in a {@link WireException}. */
class HostileBodiesTest {

  /**
   * Reads the body; a value has to survive another round, and both ways of reading have to agree on
   * syntax.
   */
  private static void read(Wire wire, byte[] body) {
    boolean wellFormed = true;
    try {
      Sample value = BothReaders.read(Sample.SHAPE, wire, body);
      assertThat(Sample.SHAPE.decode(wire, Sample.SHAPE.encode(wire, value)).value())
          .isEqualTo(value);
    } catch (MalformedBody e) {
      wellFormed = e.getMessage().equals("null is not a structure");
    } catch (WrongType | InvalidMembers e) {
      assertThat(e.getMessage()).isNotEmpty();
    }
    assertThat(isWellFormed(wire, body)).isEqualTo(wellFormed);
  }

  private static boolean isWellFormed(Wire wire, byte[] body) {
    try {
      wire.verify(body);
      return true;
    } catch (MalformedBody e) {
      return false;
    }
  }

  @Property
  void randomBytesAreReadOrRefused(@ForAll Wire wire, @ForAll byte[] body) {
    read(wire, body);
  }

  @Property
  void randomTokensAreReadOrRefused(@ForAll("jsonTokens") String body) {
    read(Wire.JSON, body.getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<String> jsonTokens() {
    return Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"Text\":",
            "\"At\":",
            "\"Parts\":",
            "\"Tags\":",
            "\"a\"",
            "\"\\ud83d\"",
            "1e999",
            "-0",
            "1.5",
            "null",
            "true",
            " ",
            "\"",
            "\\")
        .list()
        .ofMaxSize(12)
        .map(tokens -> "{" + String.join("", tokens) + "}");
  }

  @Property
  void mutatedBodiesAreReadOrRefused(
      @ForAll Wire wire, @ForAll("samples") Sample value, @ForAll("mutations") Mutation mutation) {
    read(wire, mutation.of(Sample.SHAPE.encode(wire, value)));
  }

  @Provide
  Arbitrary<Sample> samples() {
    return ShapeArbitraries.of(Sample.SHAPE);
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    return Mutation.any();
  }
}
