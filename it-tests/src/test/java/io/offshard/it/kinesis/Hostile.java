// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Values that are hard on a parser, each in the place of one value of a body. */
public final class Hostile {
  private static final int DEEP = 20_000;
  private static final int LONG = 50_000;

  private Hostile() {}

  /** All of them in that encoding. */
  public static List<byte[]> values(Encoding encoding) {
    return switch (encoding) {
      case JSON -> JSON;
      case CBOR -> CBOR;
    };
  }

  private static final List<byte[]> JSON =
      Stream.of(
              "1e999999",
              "-1e999999",
              "1e-999999",
              "1E2147483648",
              "1" + "0".repeat(400),
              "-1" + "0".repeat(400),
              "1" + "0".repeat(LONG),
              "0." + "1".repeat(LONG),
              "null",
              "{}",
              "\"\"",
              "-0",
              "-0.0",
              "1.7E9",
              "9223372036854775808",
              "-9223372036854775809",
              "NaN",
              "\"\\ud83d\"",
              "\"\\udc00\\ud83d\"",
              "\"\\u0000\"",
              "\"" + "\\u0041".repeat(LONG / 6) + "\"",
              "\"" + "=".repeat(LONG) + "\"",
              "\"arn:aws" + ":kinesis:000000000000:stream/".repeat(60) + " \"",
              "[".repeat(DEEP),
              "{\"a\":".repeat(DEEP),
              "[".repeat(99) + "]".repeat(99),
              "[" + "1,".repeat(LONG) + "1]",
              "[" + "{},".repeat(LONG) + "{}]",
              "{" + "\"Data\":1,".repeat(LONG / 10) + "\"Data\":null}",
              "\"\ufffd\uffff\"")
          .map(text -> text.getBytes(UTF_8))
          .toList();

  private static final List<byte[]> CBOR =
      Stream.of(
              "1bffffffffffffffff", // 2^64 - 1
              "3bffffffffffffffff", // -2^64
              "1b8000000000000000",
              "5b7fffffffffffffff", // lengths of bytes, texts, lists and maps
              "5bffffffffffffffff",
              "7b8000000000000000",
              "7bffffffffffffffff",
              "7a7fffffff",
              "9bffffffffffffffff",
              "9a7fffffff",
              "bbffffffffffffffff",
              "ba7fffffff",
              "c25b7fffffffffffffff",
              "c249ffffffffffffffffff", // big numbers
              "c349ffffffffffffffffff",
              "c2590400" + "ff".repeat(1024),
              "c4821a7fffffff01", // decimals
              "c4823a7fffffff01",
              "c4821b7fffffffffffffff01",
              "c58200c240",
              "c1fb7ff8000000000000", // a time that is no number
              "f6",
              "a0",
              "60",
              "40",
              "f97e00",
              "f97c00",
              "faff800000",
              "fb7fefffffffffffff",
              "d9010082" + "781e" + "61".repeat(30) + "d81900", // a text by reference
              "d90100825902" + "00" + "61".repeat(512) + "d81900",
              "d9010098ff" + "781e" + "61".repeat(30) + "d81900".repeat(254),
              "d81900",
              "d9d9f7d9d9f700",
              "c1",
              "c1".repeat(DEEP) + "00",
              "81".repeat(DEEP) + "00",
              "9f".repeat(DEEP),
              "bf6161".repeat(DEEP),
              "5f".repeat(DEEP),
              "7f" + "6161".repeat(LONG / 2) + "ff", // a text in many pieces
              "5f" + "40".repeat(LONG) + "ff",
              "7f6161ff",
              "7f4161ff",
              "62c341", // bad UTF-8
              "63eda080",
              "61ff",
              "f7",
              "f8ff",
              "ff",
              "1c",
              "a1f501",
              "a1054161")
          .map(HexFormat.of()::parseHex)
          .toList();

  /** A list of this value again and again, of so many bytes. */
  static byte[] list(Encoding encoding, byte[] value, int bytes) {
    ByteArrayOutputStream list = new ByteArrayOutputStream(bytes + value.length);
    list.write(encoding == Encoding.JSON ? '[' : 0x9f);
    while (list.size() < bytes) {
      if (encoding == Encoding.JSON && list.size() > 1) {
        list.write(',');
      }
      list.writeBytes(value);
    }
    list.write(encoding == Encoding.JSON ? ']' : 0xff);
    return list.toByteArray();
  }
}
