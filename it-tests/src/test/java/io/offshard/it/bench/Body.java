// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;

/** Builds request bodies by hand, and tells where in them a blob lies. ASCII texts only. */
final class Body {

  private final Format format;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private boolean first = true;

  Body(Format format) {
    this.format = format;
  }

  Body map(int members) {
    return open('{', 0xa0, members);
  }

  Body list(int items) {
    return open('[', 0x80, items);
  }

  Body endMap() {
    return close('}');
  }

  Body endList() {
    return close(']');
  }

  Body name(String name) {
    separate();
    out.writeBytes(format.marker(name));
    first = true;
    return this;
  }

  Body text(String text) {
    separate();
    if (format.isJson()) {
      out.writeBytes(('"' + text + '"').getBytes(US_ASCII));
    } else {
      head(0x60, text.length());
      out.writeBytes(text.getBytes(US_ASCII));
    }
    return this;
  }

  Body number(int number) {
    separate();
    if (format.isJson()) {
      out.writeBytes(Integer.toString(number).getBytes(US_ASCII));
    } else {
      head(0, number);
    }
    return this;
  }

  /** A payload without its stamp; the answer is where it begins in the body. */
  int blob() {
    separate();
    if (format.isJson()) {
      out.write('"');
    } else {
      head(0x40, format.payload().length());
    }
    int at = out.size();
    out.writeBytes(format.payload().blank());
    if (format.isJson()) {
      out.write('"');
    }
    return at;
  }

  byte[] bytes() {
    return out.toByteArray();
  }

  private Body open(char json, int cbor, int size) {
    separate();
    if (format.isJson()) {
      out.write(json);
    } else {
      head(cbor, size);
    }
    first = true;
    return this;
  }

  private Body close(char json) {
    if (format.isJson()) {
      out.write(json);
    }
    first = false;
    return this;
  }

  private void separate() {
    if (format.isJson() && !first) {
      out.write(',');
    }
    first = false;
  }

  /** Type and length of a CBOR item, up to 65535. */
  private void head(int type, int length) {
    if (length < 24) {
      out.write(type + length);
    } else if (length < 256) {
      out.write(type + 24);
      out.write(length);
    } else {
      out.write(type + 25);
      out.write(length >>> 8);
      out.write(length);
    }
  }
}
