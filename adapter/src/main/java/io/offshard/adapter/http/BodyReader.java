// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.http;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Reads request bodies into memory, once and into one array where the client says how long they
 * are.
 */
final class BodyReader {
  private static final int FIRST_GUESS = 8 << 10;
  private static final int SCRATCH = 32 << 10;

  private final int maxBytes;
  private final Duration timeout;
  private final Scheduler scheduler;

  BodyReader(HttpSettings settings, Scheduler scheduler) {
    this.maxBytes = settings.maxBodyBytes();
    this.timeout = settings.bodyTimeout();
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
      if (!share.take(BodyBudget.PER_CALL + Math.max(length, FIRST_GUESS))) {
        return refuse(in, Rejection.OVERLOADED);
      }
      return length >= 0 ? known(in, (int) length) : unknown(in, share);
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

  private byte[] unknown(ServletInputStream in, BodyBudget.Share share)
      throws IOException, Rejected {
    byte[] body = new byte[FIRST_GUESS];
    int length = 0;
    while (true) {
      length += in.readNBytes(body, length, body.length - length);
      if (length < body.length) {
        return Arrays.copyOf(body, length);
      }
      if (length > maxBytes) {
        return refuse(in, Rejection.TOO_LARGE);
      }
      int larger = (int) Math.min(2L * body.length, maxBytes + 1L);
      if (!share.take(larger - body.length)) {
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
