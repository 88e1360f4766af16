// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.avro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.offshard.mapping.json.JsonReader;
import io.offshard.mapping.json.JsonValue;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.jspecify.annotations.Nullable;

/** What Avro's own library writes is read as it was, and nothing else is read as anything. */
class AvroReaderTest {
  private static final String TOO_MANY = "more values than the bytes can hold";

  static byte[] write(Schema schema, @Nullable Object value, boolean inBlocks) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    EncoderFactory encoders = EncoderFactory.get();
    BinaryEncoder encoder =
        inBlocks ? encoders.blockingBinaryEncoder(out, null) : encoders.binaryEncoder(out, null);
    try {
      new GenericDatumWriter<@Nullable Object>(schema).write(value, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Provide
  Arbitrary<Schema> schemas() {
    return schemas(3, "n");
  }

  /**
   * Any schema.
   *
   * @param name of the types in it, which have to differ
   */
  private static Arbitrary<Schema> schemas(int levels, String name) {
    Arbitrary<Schema> plain =
        Arbitraries.of(Schema.Type.values())
            .filter(type -> type.compareTo(Schema.Type.FIXED) > 0)
            .map(Schema::create);
    Arbitrary<Schema> named =
        Arbitraries.of(
            Schema.createEnum(name + "e", null, "some.where", List.of("A", "B", "C")),
            Schema.createFixed(name + "f", null, "other", 5),
            Schema.createFixed(name + "g", null, null, 0));
    if (levels == 0) {
      return Arbitraries.oneOf(plain, named);
    }
    Arbitrary<Schema> below = Arbitraries.lazy(() -> schemas(levels - 1, name + "x"));
    return Arbitraries.oneOf(
        plain,
        named,
        below.map(Schema::createArray),
        below.map(Schema::createMap),
        below
            .filter(each -> each.getType() != Schema.Type.NULL && !each.isUnion())
            .map(each -> Schema.createUnion(Schema.create(Schema.Type.NULL), each)),
        struct(levels, name));
  }

  private static Arbitrary<Schema> struct(int levels, String name) {
    return Arbitraries.lazy(() -> schemas(levels - 1, name + "y"))
        .flatMap(
            first ->
                Arbitraries.lazy(() -> schemas(levels - 1, name + "z"))
                    .map(
                        second ->
                            // The same type twice: once declared, once by its name.
                            Schema.createRecord(
                                name,
                                null,
                                "a.b",
                                false,
                                List.of(
                                    new Schema.Field("first", first),
                                    new Schema.Field("second", second),
                                    new Schema.Field("again", first)))));
  }

  private static @Nullable Object value(Schema schema, Random random) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> random.nextLong() >> random.nextInt(64);
      case FLOAT -> random.nextInt(9) == 0 ? Float.NaN : Float.intBitsToFloat(random.nextInt());
      case DOUBLE -> random.nextInt(9) == 0 ? 1 / 0.0 : Double.longBitsToDouble(random.nextLong());
      case STRING -> "é".repeat(random.nextInt(3)) + random.nextInt(99);
      case BYTES -> ByteBuffer.wrap(bytes(random.nextInt(9), random));
      case FIXED -> new GenericData.Fixed(schema, bytes(schema.getFixedSize(), random));
      case ENUM ->
          new GenericData.EnumSymbol(schema, schema.getEnumSymbols().get(random.nextInt(3)));
      case ARRAY -> values(schema.getElementType(), random.nextInt(4), random);
      case MAP -> {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        values(schema.getValueType(), random.nextInt(4), random)
            .forEach(each -> members.put("k" + members.size(), each));
        yield members;
      }
      case UNION -> value(schema.getTypes().get(random.nextInt(2)), random);
      case RECORD -> {
        GenericRecord struct = new GenericData.Record(schema);
        schema.getFields().forEach(each -> struct.put(each.pos(), value(each.schema(), random)));
        yield struct;
      }
    };
  }

  private static byte[] bytes(int count, Random random) {
    byte[] bytes = new byte[count];
    random.nextBytes(bytes);
    return bytes;
  }

  private static List<@Nullable Object> values(Schema schema, int count, Random random) {
    List<@Nullable Object> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(value(schema, random));
    }
    return values;
  }

  private static JsonValue expected(@Nullable Object value) {
    return switch (value) {
      case null -> JsonValue.Null.NULL;
      case Boolean truth -> JsonValue.Truth.of(truth);
      case Float real when !Float.isFinite(real) -> new JsonValue.Text(real.toString());
      case Double real when !Double.isFinite(real) -> new JsonValue.Text(real.toString());
      case Number number -> new JsonValue.Num(number.toString());
      case String text -> new JsonValue.Text(text);
      case ByteBuffer bytes ->
          base64(
              StandardCharsets.ISO_8859_1
                  .decode(bytes.duplicate())
                  .toString()
                  .getBytes(StandardCharsets.ISO_8859_1));
      case GenericFixed fixed -> base64(fixed.bytes());
      case GenericData.EnumSymbol symbol -> new JsonValue.Text(symbol.toString());
      case List<?> array ->
          new JsonValue.Array(array.stream().map(AvroReaderTest::expected).toList());
      case Map<?, ?> map -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        map.forEach((name, each) -> members.put(name.toString(), expected(each)));
        yield new JsonValue.Obj(members);
      }
      case GenericRecord struct -> {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (Schema.Field field : struct.getSchema().getFields()) {
          members.put(field.name(), expected(struct.get(field.pos())));
        }
        yield new JsonValue.Obj(members);
      }
      default -> throw new AssertionError(value.getClass());
    };
  }

  private static JsonValue base64(byte[] bytes) {
    return new JsonValue.Text(Base64.getEncoder().encodeToString(bytes));
  }

  @Property
  void whatAvroHasWrittenIsReadAsItWas(
      @ForAll("schemas") Schema schema, @ForAll long seed, @ForAll boolean inBlocks) {
    Object value = value(schema, new Random(seed));
    byte[] bytes = write(schema, value, inBlocks);
    byte[] behind = new byte[bytes.length + 5];
    System.arraycopy(bytes, 0, behind, 5, bytes.length);

    JsonValue read = AvroReader.read(AvroSchema.parse(schema.toString()), behind, 5);

    assertThat(read).isEqualTo(expected(value));
    // Numbers have to be such as JSON has.
    assertThat(JsonReader.read(read.json())).isEqualTo(read);
  }

  @Property
  void bytesThatAreCutOrGoOnAreMalformed(
      @ForAll("schemas") Schema schema, @ForAll long seed, @ForAll boolean isCut) {
    byte[] bytes = write(schema, value(schema, new Random(seed)), false);
    if (isCut && bytes.length == 0) {
      return;
    }
    byte[] other = Arrays.copyOf(bytes, bytes.length + (isCut ? -1 : 1));
    AvroType type = AvroSchema.parse(schema.toString());
    assertThatExceptionOfType(MalformedAvro.class)
        .isThrownBy(() -> AvroReader.read(type, other, 0));
  }

  private static void assertMalformed(String schema, String why, int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    AvroType type = AvroSchema.parse(schema);
    assertThatExceptionOfType(MalformedAvro.class)
        .isThrownBy(() -> AvroReader.read(type, value, 0))
        .withMessageContaining(why);
  }

  @Example
  void lengthsAreNotBelieved() {
    int[] huge = {0xfe, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01};
    int[] least = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01, 0x00};
    assertMalformed("string", "longer", huge);
    assertMalformed("bytes", "longer", 0x01);
    assertMalformed("{'type':'fixed','name':'f','size':2147483647}".replace('\'', '"'), "longer");
    assertMalformed("[\"null\"]", "choice", huge);
    for (String type : List.of("{\"type\":\"array\",\"items\":\"null\"}")) {
      assertMalformed(type, TOO_MANY, huge);
      assertMalformed(type, TOO_MANY, least);
      // A million nulls, ten times.
      assertMalformed(type, TOO_MANY, 0x80, 0x89, 0x7a, 0x80, 0x89, 0x7a, 0x80, 0x89, 0x7a, 0x00);
    }
    assertMalformed("long", "too long", 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80);
  }

  /** Records of nothing, each of which holds the one before twice. */
  @Example
  void valuesThatTakeNoBytesAreCounted() {
    StringBuilder schema = new StringBuilder("{\"type\":\"record\",\"name\":\"r\",\"fields\":[");
    for (int i = 0; i < 60; i++) {
      String before = i == 0 ? "null" : "r" + (i - 1);
      schema.append(
          """
          {"name":"f%1$d","type":{"type":"record","name":"r%1$d","fields":[
          {"name":"a","type":"%2$s"},{"name":"b","type":"%2$s"}]}},\
          """
              .formatted(i, before));
    }
    schema.setCharAt(schema.length() - 1, ']');
    assertMalformed(schema.append('}').toString(), TOO_MANY);
  }

  @Example
  void valuesAreNestedAsDeeplyAsJsonAtMost() {
    StringBuilder schema = new StringBuilder("{\"type\":\"record\",\"name\":\"r\",\"fields\":[");
    for (int i = 0; i < 10_000; i++) {
      schema.append(
          """
          {"name":"f%d","type":{"type":"record","name":"r%d","fields":[{"name":"a","type":%s}]}},\
          """
              .formatted(i, i, i == 0 ? "\"null\"" : "[\"null\",\"r" + (i - 1) + "\"]"));
    }
    schema.setCharAt(schema.length() - 1, ']');
    int[] ones = new int[10_000];
    Arrays.fill(ones, 2);
    ones[0] = 0;
    assertMalformed(schema.append('}').toString(), "deep", ones);
  }

  @Example
  void aSchemaThatIsNoneIsRefused() {
    for (String schema :
        List.of(
            "",
            "{}",
            "strin",
            "7",
            "{\"type\":{}}",
            "{\"type\":\"x\"}",
            "{\"type\":\"record\",\"name\":\"r\"}",
            "{\"type\":\"record\",\"fields\":[]}",
            "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"type\":\"int\"}]}",
            "{\"type\":\"record\",\"name\":\"r\",\"fields\":[{\"name\":\"a\",\"type\":\"r\"}]}",
            "{\"type\":\"fixed\",\"name\":\"f\",\"size\":-1}",
            "{\"type\":\"enum\",\"name\":\"e\",\"symbols\":[1]}",
            "{\"type\":\"array\"}",
            "[".repeat(100_000))) {
      assertThatExceptionOfType(MalformedAvro.class).isThrownBy(() -> AvroSchema.parse(schema));
    }
    assertThat(AvroSchema.parse("string")).isEqualTo(AvroSchema.parse("\"string\""));
  }
}
