// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.Credentials;
import io.offshard.adapter.auth.InvalidCredentials;
import io.offshard.adapter.auth.SigV4;
import io.offshard.adapter.config.Config;
import java.time.Clock;

/** How the configuration has callers prove who they are. */
final class Callers {
  private Callers() {}

  static Authentication of(Config.Auth auth, Clock clock) {
    return switch (auth.mode()) {
      case NONE -> Authentication.NONE;
      case SIGV4 -> sigV4(auth, clock);
    };
  }

  private static SigV4 sigV4(Config.Auth auth, Clock clock) {
    try {
      Credentials keys = new Credentials(auth.credentialsFile().orElseThrow(), System::nanoTime);
      return new SigV4(keys, auth.region(), clock);
    } catch (InvalidCredentials e) {
      throw new StartFailure("auth.credentials-file: " + e.getMessage(), e);
    }
  }
}
