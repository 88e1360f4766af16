// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A wire type with a member of every kind, to try the shapes on. */
public record Sample(
    @Nullable String text,
    @Nullable Colour colour,
    @Nullable Integer whole,
    @Nullable Long longWhole,
    @Nullable Boolean flag,
    @Nullable ByteBuffer blob,
    @Nullable Instant at,
    @Nullable List<Part> parts,
    @Nullable List<String> names,
    @Nullable Map<String, String> tags,
    @Nullable Map<String, Part> partsByName) {
  public static final Struct<Sample> SHAPE =
      Struct.of(
          Sample.class,
          Member.of("Text", Text.ofLength(1, 5).matching("[a-z]+")),
          Member.of("Colour", EnumText.of(Colour.class)),
          Member.of("Whole", Whole.ofInt(1, 10_000)),
          Member.of("LongWhole", Whole.ofLongFrom(-5)),
          Member.of("Flag", Flag.any()),
          Member.of("Blob", Blob.ofLength(0, 4)),
          Member.of("At", Timestamp.any()),
          Member.of("Parts", ListShape.of(Part.SHAPE).ofLength(1, 3)),
          Member.of("Names", ListShape.of(Text.ofLength(1, 3))),
          Member.of("Tags", MapShape.of(Text.ofLength(1, 3), Text.ofLength(0, 2)).ofLength(1, 2)),
          Member.of("PartsByName", MapShape.of(Text.any(), Part.SHAPE)));

  /** Something to choose from. */
  public enum Colour {
    RED,
    GREEN
  }

  /** A structure within the structure. */
  public record Part(String partArn, @Nullable Integer size) {
    public static final Struct<Part> SHAPE =
        Struct.of(
                Part.class,
                Member.required("PartARN", Text.any()),
                Member.of("Size", Whole.ofInt()))
            .shownAs("com.example.Part");
  }

  static Sample of(String json) {
    return SHAPE.decode(Wire.JSON, json.getBytes(StandardCharsets.UTF_8)).value();
  }

  static Sample ofCbor(String hex) {
    return SHAPE.decode(Wire.CBOR, bytes(hex)).value();
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }
}
