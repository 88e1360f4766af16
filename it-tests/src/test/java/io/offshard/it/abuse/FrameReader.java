// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.abuse;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** What a server says over HTTP/2, in short. */
final class FrameReader {
  private final DataInputStream in;
  private final List<String> said = new ArrayList<>();

  FrameReader(DataInputStream in) {
    this.in = in;
  }

  /**
   * Reads until the stream has ended and that was said, or the connection has ended: {@code 200 on
   * 1}, {@code RST 5 on 1}, {@code GOAWAY 1}, {@code CLOSED}, in their order.
   */
  List<String> until(int stream, String says) throws IOException {
    try {
      while (!hasEnded(stream) || !String.join("; ", said).contains(says)) {
        frame();
      }
    } catch (EOFException | SocketException e) {
      said.add("CLOSED");
    } catch (SocketTimeoutException e) {
      throw new AssertionError("waits for: " + says + ", and has: " + said, e);
    }
    return said;
  }

  private boolean hasEnded(int stream) {
    return said.contains("END of " + stream)
        || said.stream().anyMatch(each -> each.startsWith("RST") && each.endsWith(" on " + stream));
  }

  private void frame() throws IOException {
    int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
    int type = in.readUnsignedByte();
    int flags = in.readUnsignedByte();
    int stream = in.readInt();
    byte[] payload = new byte[length];
    in.readFully(payload);
    switch (type) {
      case Frame.HEADERS -> said.add(status(payload) + " on " + stream);
      case Frame.RST_STREAM -> said.add("RST " + payload[3] + " on " + stream);
      case Frame.GOAWAY -> said.add("GOAWAY " + payload[7]);
      default -> {} // the rest is not what is looked for
    }
    if ((type == Frame.HEADERS || type == Frame.DATA) && (flags & Frame.END_STREAM) != 0) {
      said.add("END of " + stream);
    }
  }

  /** Of the static table, or spelled out under its name there. */
  private static String status(byte[] block) {
    return switch (block[afterSizeUpdate(block)] & 0xff) {
      case 0x88 -> "200";
      case 0x8c -> "400";
      case 0x8d -> "404";
      case 0x8e -> "500";
      default -> "another status";
    };
  }

  /** The first block of a connection may begin with the size of the table. */
  private static int afterSizeUpdate(byte[] block) {
    if ((block[0] & 0xe0) != 0x20) {
      return 0;
    }
    int at = 1;
    if ((block[0] & 0x1f) == 0x1f) {
      while ((block[at++] & 0x80) != 0) {}
    }
    return at;
  }
}
