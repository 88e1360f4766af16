// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/**
 * The data of every record, as bytes or in base64: 1 KiB that says who wrote it and as which of its
 * records, so that a reader can tell a lost, repeated, swapped or damaged one.
 *
 * <p>The first 12 bytes are the writer and the number, 48 bits each and therefore 8 characters of
 * base64 each; the rest is the same noise in all records.
 */
enum Payload {
  BYTES,
  BASE64;

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final byte[] DIGITS = ALPHABET.getBytes(US_ASCII);
  private static final byte[] VALUES = new byte[128];
  private static final byte[] NOISE = new byte[1024];
  private static final byte[] NOISE_TEXT;

  static {
    for (int i = 0; i < DIGITS.length; i++) {
      VALUES[DIGITS[i]] = (byte) i;
    }
    new Random(1).nextBytes(NOISE);
    NOISE_TEXT = Base64.getEncoder().encode(NOISE);
  }

  /** A new array with everything but the stamp. */
  byte[] blank() {
    return noise().clone();
  }

  /** How many bytes one takes. */
  int length() {
    return noise().length;
  }

  /** Writes who and which into the one that begins at {@code at}. */
  void stamp(byte[] body, int at, int writer, long number) {
    write(body, at, writer);
    write(body, at + half(), number);
  }

  int writer(byte[] body, int at) {
    return Math.toIntExact(read(body, at));
  }

  long number(byte[] body, int at) {
    return read(body, at + half());
  }

  /** Whether all of it is there, unchanged. */
  boolean isIntact(byte[] body, int at) {
    int stamp = 2 * half();
    int length = length();
    return body.length - at >= length
        && Arrays.equals(body, at + stamp, at + length, noise(), stamp, length);
  }

  private byte[] noise() {
    return switch (this) {
      case BYTES -> NOISE;
      case BASE64 -> NOISE_TEXT;
    };
  }

  private int half() {
    return switch (this) {
      case BYTES -> 6;
      case BASE64 -> 8;
    };
  }

  private int bits() {
    return 48 / half();
  }

  private void write(byte[] body, int at, long value) {
    for (int i = half() - 1, shift = 0; i >= 0; i--, shift += bits()) {
      int part = (int) (value >>> shift);
      body[at + i] = this == BYTES ? (byte) part : DIGITS[part & 63];
    }
  }

  private long read(byte[] body, int at) {
    long value = 0;
    for (int i = 0; i < half(); i++) {
      int part = this == BYTES ? body[at + i] & 255 : VALUES[body[at + i] & 127];
      value = (value << bits()) | part;
    }
    return value;
  }
}
