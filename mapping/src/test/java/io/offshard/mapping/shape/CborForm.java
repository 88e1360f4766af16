// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

/** CBOR with lengths or without, in as many bytes as it likes, in chunks, with tags. */
final class CborForm extends Form {
  private static final String[] STRANGE = {
    "f7",
    "f93c00",
    "fb4000000000000000",
    "c11a65000000",
    "1bffffffffffffffff",
    "3bffffffffffffffff",
    "c249010000000000000000",
    "62c0af",
    "63eda080",
    "7f6161ff",
    "5f4101ff",
    "1c",
    "ff",
    "d9d9f7a0",
    ""
  };

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Deque<Boolean> broken = new ArrayDeque<>();

  CborForm(Random random, int disturbed) {
    super(random, disturbed);
  }

  private void head(int major, long argument) {
    head(major, argument, random.nextInt(3) == 0);
  }

  private void head(int major, long argument, boolean longer) {
    int least = argument < 24 ? -1 : argument <= 0xff ? 0 : argument <= 0xffff ? 1 : 2;
    least = argument < 0 || argument > 0xffff_ffffL ? 3 : least;
    int power = longer ? least + random.nextInt(4 - least) : least;
    if (power < 0) {
      out.write(major << 5 | (int) argument);
      return;
    }
    out.write(major << 5 | 24 + power);
    for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
      out.write((int) (argument >>> shift));
    }
  }

  private void begin(int major, int size) {
    boolean indefinite = random.nextBoolean();
    broken.push(indefinite);
    if (indefinite) {
      out.write(major << 5 | 31);
    } else {
      head(major, isDisturbed() ? size + 1 : size);
    }
  }

  private void end() {
    if (broken.pop()) {
      out.write(0xff);
    }
  }

  @Override
  void beginMap(int size) {
    begin(5, size);
  }

  @Override
  void endMap() {
    end();
  }

  @Override
  void name(String name) {
    text(name, isDisturbed());
  }

  @Override
  void beginList(int size) {
    begin(4, size);
  }

  @Override
  void endList() {
    end();
  }

  @Override
  void text(String text) {
    text(text, random.nextBoolean());
  }

  private void text(String text, boolean longer) {
    byte[] utf8 = text.getBytes(UTF_8);
    head(3, utf8.length, longer);
    out.writeBytes(utf8);
  }

  @Override
  void bytes(byte[] bytes) {
    head(2, bytes.length);
    out.writeBytes(bytes);
  }

  @Override
  void flag(boolean flag) {
    out.write(flag ? 0xf5 : 0xf4);
  }

  @Override
  void number(long number) {
    head(number < 0 ? 1 : 0, number < 0 ? -1 - number : number);
  }

  @Override
  void nothing() {
    out.write(0xf6);
  }

  @Override
  void strange() {
    out.writeBytes(hex(STRANGE[random.nextInt(STRANGE.length)]));
  }

  @Override
  byte[] body() {
    if (isDisturbed()) {
      out.write(0);
    }
    return out.toByteArray();
  }
}
