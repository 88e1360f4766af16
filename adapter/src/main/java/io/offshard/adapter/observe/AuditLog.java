// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.observe;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes one line to the logger {@code audit} for each call that tells of streams or changes them,
 * and for each that was denied.
 */
public final class AuditLog {
  private static final Logger LOG = LoggerFactory.getLogger("audit");
  private static final int LONGEST = 300;

  private AuditLog() {}

  /** Logs a finished request, if it is one for this log. */
  public static void write(Observation seen) {
    if (seen.audited() && LOG.isInfoEnabled()) {
      LOG.info(line(seen));
    }
  }

  static String line(Observation seen) {
    return "principal="
        + seen.caller()
        + " action="
        + seen.service()
        + ":"
        + seen.operation()
        + " resource="
        + shown(seen.resource())
        + " result="
        + seen.quotedResult()
        + " status="
        + seen.status()
        + " remote="
        + seen.remote()
        + " id="
        + seen.requestId()
        + seen.traceField();
  }

  /** Callers choose the names of resources, so that these could hold the beginning of a line. */
  private static String shown(@Nullable String resource) {
    if (resource == null) {
      return "-";
    }
    String cut = resource.length() > LONGEST ? resource.substring(0, LONGEST) + "..." : resource;
    return cut.replaceAll("[^\\x21-\\x7e]", "?");
  }
}
