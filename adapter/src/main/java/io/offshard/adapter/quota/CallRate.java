// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.quota;

import java.time.Duration;

/**
 * How often an operation may be called.
 *
 * @param scope who shares the rate
 * @param calls so many in each such time, which may all come at once
 */
public record CallRate(Scope scope, int calls, Duration time) {
  /** Who shares a rate. */
  public enum Scope {
    /** Each caller has it for itself, whatever the calls are about. */
    CALLER,
    /** Each stream has it for itself, whoever calls. */
    STREAM
  }

  /** A rate of each caller. */
  public static CallRate ofCaller(int perSecond) {
    return new CallRate(Scope.CALLER, perSecond, Duration.ofSeconds(1));
  }

  /** A rate of each stream. */
  public static CallRate ofStream(int perSecond) {
    return new CallRate(Scope.STREAM, perSecond, Duration.ofSeconds(1));
  }
}
