// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.abuse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;

/**
 * The bytes of HTTP/2, one for each character, right or wrong.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#name-frame-definitions">the frames</a>
 */
final class Frame {
  static final int DATA = 0;
  static final int HEADERS = 1;
  static final int PRIORITY = 2;
  static final int RST_STREAM = 3;
  static final int SETTINGS = 4;
  static final int PUSH_PROMISE = 5;
  static final int PING = 6;
  static final int GOAWAY = 7;
  static final int WINDOW_UPDATE = 8;
  static final int CONTINUATION = 9;

  /** Also ACK. */
  static final int END_STREAM = 1;

  static final int END_HEADERS = 4;
  static final int PADDED = 8;
  static final int WITH_PRIORITY = 32;

  /** :method POST, :scheme http, :path /, :authority h. */
  static final String PSEUDO = bytes("838684") + bytes("4101") + "h";

  static final String HEAD =
      PSEUDO
          + field("content-type", "application/x-amz-json-1.1")
          + field("x-amz-target", "Kinesis_20131202.ListStreams");

  static final String BEGIN = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

  private Frame() {}

  static String bytes(String hex) {
    return new String(HexFormat.of().parseHex(hex), ISO_8859_1);
  }

  static String number(int value) {
    return bytes(HexFormat.of().toHexDigits(value));
  }

  static String frame(int type, int flags, int stream, String payload) {
    return bytes(HexFormat.of().toHexDigits(payload.length(), 6))
        + (char) type
        + (char) flags
        + number(stream)
        + payload;
  }

  static String setting(int id, int value) {
    return bytes(HexFormat.of().toHexDigits((short) id)) + number(value);
  }

  static String settings(String payload) {
    return frame(SETTINGS, 0, 0, payload);
  }

  /** A field that no table has, in less than 128 characters each. */
  static String field(String name, String value) {
    return "\0" + (char) name.length() + name + (char) value.length() + value;
  }

  /** A request whose body is still to come. */
  static String open(int stream) {
    return frame(HEADERS, END_HEADERS, stream, HEAD);
  }

  static String body(int stream) {
    return frame(DATA, END_STREAM, stream, "{}");
  }

  /** A request that is answered with 200. */
  static String good(int stream) {
    return open(stream) + body(stream);
  }

  static String head(int stream, String fields) {
    return frame(HEADERS, END_HEADERS | END_STREAM, stream, fields);
  }

  static String window(int stream, int more) {
    return frame(WINDOW_UPDATE, 0, stream, number(more));
  }

  static String reset(int stream) {
    return frame(RST_STREAM, 0, stream, number(8));
  }
}
