// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.shape.BothReaders;
import io.offshard.mapping.shape.Mutation;
import io.offshard.mapping.shape.ShapeArbitraries;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.shape.WireException;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for any value of any wire type of the package, in both encodings. */
class RoundTripTest {

  /** A value with its declaration. */
  record Declared<R extends java.lang.Record>(Struct<R> struct, R value) {

    static <R extends java.lang.Record> Arbitrary<Declared<?>> any(Struct<R> struct) {
      return ShapeArbitraries.of(struct).map(value -> new Declared<>(struct, value));
    }

    byte[] encoded(Wire wire) {
      return struct.encode(wire, value);
    }

    java.lang.Record decoded(Wire wire, byte[] body) {
      return BothReaders.read(struct, wire, body);
    }
  }

  @Provide
  Arbitrary<Declared<?>> values() {
    List<Struct<?>> structs = List.copyOf(WireTypes.all().values());
    return Arbitraries.of(structs).flatMap(Declared::any);
  }

  @Property(tries = 3000)
  void everyValueSurvivesBothWires(@ForAll("values") Declared<?> declared) {
    for (Wire wire : Wire.values()) {
      byte[] body = declared.encoded(wire);

      wire.verify(body);
      assertThat(declared.decoded(wire, body)).isEqualTo(declared.value());
    }
  }

  @Property(tries = 3000)
  void aDamagedBodyIsReadOrRefused(
      @ForAll("values") Declared<?> declared,
      @ForAll Wire wire,
      @ForAll("mutations") Mutation mutation) {
    byte[] body = mutation.of(declared.encoded(wire));
    try {
      assertThat(declared.decoded(wire, body)).isNotNull();
    } catch (WireException e) {
      assertThat(e).hasMessageMatching("(?s).+");
    }
  }

  @Provide
  Arbitrary<Mutation> mutations() {
    return Mutation.any();
  }
}
