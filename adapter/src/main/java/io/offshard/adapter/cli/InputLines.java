// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines of an input, byte for byte and without their ends, in batches: what is there already
 * goes together, and nothing waits for a line that is still to come.
 */
final class InputLines {
  /** No record may be larger, in bytes. */
  static final int LONGEST = 10 << 20;

  private final InputStream in;
  private final int most;
  private final int mostBytes;
  private byte @Nullable [] left;
  private long begun;
  private boolean tooLong;

  /**
   * Lines of that input.
   *
   * @param most lines in a batch
   * @param mostBytes in a batch, unless a single line is longer
   */
  InputLines(InputStream in, int most, int mostBytes) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.most = most;
    this.mostBytes = mostBytes;
  }

  /**
   * Waits for the next line, and takes those behind it that are there. Empty at the end.
   *
   * @throws Failure when the next line is too long for a record
   */
  List<byte[]> next() throws IOException {
    List<byte[]> batch = new ArrayList<>();
    int bytes = 0;
    do {
      byte[] line = left == null ? line() : left;
      left = null;
      if (line == null) {
        break;
      }
      if (!batch.isEmpty() && bytes + line.length > mostBytes) {
        left = line;
        break;
      }
      batch.add(line);
      bytes += line.length;
    } while (batch.size() < most && in.available() > 0);
    if (batch.isEmpty() && tooLong) {
      throw new Failure(
          "line %d is longer than 10 MiB, which is the most that a record can hold"
              .formatted(begun));
    }
    return batch;
  }

  /** Null at the end, or when the line is too long, behind which nothing is read. */
  private byte @Nullable [] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    int b = tooLong ? -1 : in.read();
    if (b < 0) {
      return null;
    }
    begun++;
    while (b >= 0 && b != '\n') {
      if (line.size() == LONGEST) {
        tooLong = true;
        return null;
      }
      line.write(b);
      b = in.read();
    }
    return line.toByteArray();
  }
}
