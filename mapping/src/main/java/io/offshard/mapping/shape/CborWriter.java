// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * CBOR with maps of indefinite length, as AWS writes them; everything else says how long it is, in
 * as few bytes as it can.
 */
final class CborWriter extends BodyWriter {
  private static final int UNSIGNED = 0;
  private static final int NEGATIVE = 1;
  private static final int BYTES = 2;
  private static final int TEXT = 3;
  private static final int LIST = 4;
  private static final int MAP_WITHOUT_LENGTH = 0xbf;
  private static final int BREAK = 0xff;
  private static final int EPOCH_TAG = 0xc1;
  private static final int FALSE = 0xf4;
  private static final int TRUE = 0xf5;
  private static final int LONGEST_HEAD = 9;

  CborWriter(int expectedBytes) {
    super(expectedBytes);
  }

  @Override
  public void beginMap() {
    put(MAP_WITHOUT_LENGTH);
  }

  @Override
  public void endMap() {
    put(BREAK);
  }

  @Override
  public void name(MemberName name) {
    put(name.cbor, 0, name.cbor.length);
  }

  @Override
  public void name(String name) {
    text(name);
  }

  @Override
  public void beginList(int size) {
    head(LIST, size);
  }

  @Override
  public void endList() {
    // the length has said so
  }

  @Override
  public void text(String text) {
    byte[] utf8 = text.getBytes(UTF_8);
    utf8(utf8, 0, utf8.length);
  }

  @Override
  public void utf8(byte[] array, int from, int length) {
    head(TEXT, length);
    put(array, from, length);
  }

  @Override
  public void bytes(byte[] array, int from, int length) {
    head(BYTES, length);
    put(array, from, length);
  }

  @Override
  public void wholeNumber(long number) {
    if (number < 0) {
      head(NEGATIVE, -1 - number);
    } else {
      head(UNSIGNED, number);
    }
  }

  @Override
  public void flag(boolean flag) {
    put(flag ? TRUE : FALSE);
  }

  /** Whole milliseconds under the tag for seconds: so AWS and its SDKs have it. */
  @Override
  public void timestamp(long epochMillis) {
    put(EPOCH_TAG);
    wholeNumber(epochMillis);
  }

  private void head(int major, long argument) {
    room(LONGEST_HEAD);
    if (argument < 24) {
      put(major << 5 | (int) argument);
      return;
    }
    int power = argument <= 0xff ? 0 : argument <= 0xffff ? 1 : argument <= 0xffff_ffffL ? 2 : 3;
    put(major << 5 | 24 + power);
    for (int shift = (8 << power) - 8; shift >= 0; shift -= 8) {
      put((int) (argument >>> shift));
    }
  }
}
