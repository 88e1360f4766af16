// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes one line per request to the logger {@code access}, without data or credentials. */
public final class AccessLog {
  private static final Logger LOG = LoggerFactory.getLogger("access");

  private AccessLog() {}

  /** Logs a finished request. */
  public static void write(Observation seen) {
    if (LOG.isInfoEnabled()) {
      LOG.info(line(seen));
    }
  }

  static String line(Observation seen) {
    long micros = seen.nanos() / 1_000;
    return "id="
        + seen.requestId()
        + " remote="
        + seen.remote()
        + " protocol="
        + seen.protocol()
        + " dialect="
        + seen.dialect()
        + " operation="
        + seen.operation()
        + " caller="
        + seen.caller()
        + " result="
        + seen.quotedResult()
        + " status="
        + seen.status()
        + " in="
        + seen.bytesIn()
        + " out="
        + seen.bytesOut()
        + " ms="
        + micros / 1_000
        + "."
        + String.valueOf(1_000 + micros % 1_000).substring(1)
        + seen.traceField();
  }
}
