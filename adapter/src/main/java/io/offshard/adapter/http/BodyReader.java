// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.util.thread.Scheduler;

/** Reads request bodies into memory, as large as they are and no larger than allowed. */
final class BodyReader {
  private static final int FIRST_GUESS = 8 << 10;
  private static final int SCRATCH = 32 << 10;

  private final int maxBytes;
  private final Duration timeout;
  private final Scheduler scheduler;

  BodyReader(HttpSettings settings, Scheduler scheduler) {
    this.maxBytes = settings.bounds().bodyBytes();
    this.timeout = settings.patience().body();
    this.scheduler = scheduler;
  }

  /** The whole body, paid for out of the share. */
  byte[] read(HttpServletRequest request, BodyBudget.Share share) throws Rejected {
    try {
      return readAll(request, share);
    } catch (IOException e) {
      throw new Rejected(Rejection.BROKEN);
    } catch (RuntimeException e) {
      // Jetty throws a BadMessageException from read() when the framing is wrong.
      throw new Rejected(Rejection.BROKEN);
    }
  }

  private byte[] readAll(HttpServletRequest request, BodyBudget.Share share)
      throws IOException, Rejected {
    long length = request.getContentLengthLong();
    if (length > maxBytes && request.getHeader("Expect") != null) {
      throw new Rejected(Rejection.TOO_LARGE); // touching the stream would ask the client to send
    }
    ServletInputStream in = request.getInputStream();
    if (length >= 0 && length <= in.available() && length <= maxBytes) {
      if (!share.take(BodyBudget.PER_CALL + length)) {
        return refuse(in, Rejection.OVERLOADED);
      }
      return known(in, (int) length);
    }
    ReadDeadline deadline = new ReadDeadline(scheduler, timeout);
    try (deadline) {
      if (length > maxBytes) {
        return refuse(in, Rejection.TOO_LARGE);
      }
      if (!share.take(BodyBudget.PER_CALL + FIRST_GUESS)) {
        return refuse(in, Rejection.OVERLOADED);
      }
      return gathered(in, share, length);
    } catch (IOException e) {
      if (deadline.expired()) {
        throw new Rejected(Rejection.TOO_SLOW);
      }
      throw e;
    }
  }

  private static byte[] known(ServletInputStream in, int length) throws IOException {
    byte[] body = new byte[length];
    if (in.readNBytes(body, 0, length) < length) {
      throw new EOFException();
    }
    return body;
  }

  /**
   * Pays only for what has arrived: to announce a body costs a client nothing, and a few that were
   * never sent would hold all memory.
   *
   * @param length as announced; negative if it is not
   */
  private byte[] gathered(ServletInputStream in, BodyBudget.Share share, long length)
      throws IOException, Rejected {
    int end = length < 0 ? maxBytes + 1 : (int) length;
    byte[] body = new byte[Math.min(FIRST_GUESS, end)];
    int read = 0;
    while (true) {
      read += in.readNBytes(body, read, body.length - read);
      if (read < body.length && length >= 0) {
        throw new EOFException();
      }
      if (read < body.length) {
        return Arrays.copyOf(body, read);
      }
      if (read == end) {
        return length < 0 ? refuse(in, Rejection.TOO_LARGE) : body;
      }
      int larger = (int) Math.min(2L * body.length, end);
      if (!share.take(larger - body.length)) {
        share.swap(BodyBudget.PER_CALL); // what has arrived is dropped, and makes room for others
        return refuse(in, Rejection.OVERLOADED);
      }
      body = Arrays.copyOf(body, larger);
    }
  }

  /**
   * Reads on a while, without keeping it: a client that is still sending would see a reset instead
   * of the answer, and on HTTP/2 each frame for a finished stream counts against its connection.
   */
  private byte[] refuse(ServletInputStream in, Rejection why) throws IOException, Rejected {
    byte[] scratch = new byte[SCRATCH];
    long bound = 2L * maxBytes;
    int read = 0;
    for (long total = 0; total < bound && read >= 0; total += read) {
      read = in.read(scratch);
    }
    throw new Rejected(why);
  }
}
