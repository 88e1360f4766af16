// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * One of the many bodies that mean the same, or nearly: members in another order, unknown ones
 * between them, members twice, null or of a wrong type, white space, escapes, lengths or none.
 */
abstract sealed class Form permits JsonForm, CborForm {

  /** A member; names may come twice. */
  private record Entry(String name, @Nullable Object value) {}

  /** The members of a structure or a map. */
  private record Members(List<Entry> entries) {}

  final Random random;

  /** One in so many values is disturbed; 0 for none. */
  private final int disturbed;

  Form(Random random, int disturbed) {
    this.random = random;
    this.disturbed = disturbed;
  }

  /** The body in another form. */
  static byte[] of(Wire wire, byte[] cbor, long seed, int disturbed) {
    try (JsonParser in = Jackson.parser(Wire.CBOR, cbor)) {
      in.nextToken();
      Object tree = tree(in);
      Form form =
          switch (wire) {
            case JSON -> new JsonForm(new Random(seed), disturbed);
            case CBOR -> new CborForm(new Random(seed), disturbed);
          };
      form.value(tree);
      return form.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Object tree(JsonParser in) throws IOException {
    return switch (in.currentToken()) {
      case START_OBJECT -> {
        List<Entry> entries = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_OBJECT) {
          String name = in.currentName();
          in.nextToken();
          entries.add(new Entry(name, tree(in)));
        }
        yield new Members(entries);
      }
      case START_ARRAY -> {
        List<Object> elements = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
          elements.add(tree(in));
        }
        yield elements;
      }
      case VALUE_STRING -> in.getText();
      case VALUE_NUMBER_INT -> in.getLongValue();
      case VALUE_EMBEDDED_OBJECT -> in.getBinaryValue();
      case VALUE_TRUE, VALUE_FALSE -> in.getBooleanValue();
      default -> throw new IllegalStateException("not in a body: " + in.currentToken());
    };
  }

  final void value(@Nullable Object value) {
    if (isDisturbed()) {
      disturbing();
    } else {
      plain(value);
    }
  }

  private void plain(@Nullable Object value) {
    switch (value) {
      case null -> nothing();
      case Members members -> members(members.entries());
      case List<?> elements -> list(elements);
      case String text -> text(text);
      case byte[] bytes -> bytes(bytes);
      case Boolean flag -> flag(flag);
      case Long number -> number(number);
      default -> throw new IllegalStateException(value.toString());
    }
  }

  /** Null, or of a type that it should not be, or a number at the edge, or half a character. */
  private void disturbing() {
    switch (random.nextInt(8)) {
      case 0, 1 -> plain(null);
      case 2 -> plain(List.of());
      case 3 -> plain(new Members(List.of()));
      case 4 -> plain(random.nextLong() >> random.nextInt(64));
      case 5 -> plain("=".repeat(random.nextInt(6)));
      case 6 -> plain(random.nextBoolean());
      default -> strange();
    }
  }

  private void members(List<Entry> entries) {
    List<Entry> shuffled = new ArrayList<>(entries);
    Collections.shuffle(shuffled, random);
    if (isDisturbed() && !shuffled.isEmpty()) {
      shuffled.add(shuffled.get(random.nextInt(shuffled.size())));
    }
    if (isDisturbed()) {
      shuffled.add(random.nextInt(shuffled.size() + 1), new Entry("Unknown", unknown(3)));
    }
    beginMap(shuffled.size());
    for (Entry entry : shuffled) {
      name(entry.name());
      value(entry.value());
    }
    endMap();
  }

  private @Nullable Object unknown(int depth) {
    return switch (random.nextInt(depth > 0 ? 7 : 5)) {
      case 0 -> null;
      case 1 -> "\\\"\u00e9\ud83d\ude00";
      case 2 -> random.nextLong();
      case 3 -> true;
      case 4 -> new byte[] {1, -1};
      case 5 -> List.of(String.valueOf(unknown(depth - 1)), List.of());
      default -> new Members(List.of(new Entry("Data", unknown(depth - 1))));
    };
  }

  private void list(List<?> elements) {
    beginList(elements.size());
    elements.forEach(this::value);
    endList();
  }

  final boolean isDisturbed() {
    return disturbed > 0 && random.nextInt(disturbed) == 0;
  }

  abstract void beginMap(int size);

  abstract void endMap();

  abstract void name(String name);

  abstract void beginList(int size);

  abstract void endList();

  abstract void text(String text);

  abstract void bytes(byte[] bytes);

  abstract void flag(boolean flag);

  abstract void number(long number);

  abstract void nothing();

  /** A value that this encoding alone has. */
  abstract void strange();

  abstract byte[] body();

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
