// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.Credentials;
import io.offshard.adapter.auth.InvalidCredentials;
import io.offshard.adapter.auth.SessionKeys;
import io.offshard.adapter.auth.SigV4;
import io.offshard.adapter.config.Config;
import java.time.Clock;

/**
 * How the configuration has callers prove who they are.
 *
 * @param aws to the APIs of AWS and those like them
 * @param v3io to v3io, with the same keys
 */
record Callers(Authentication aws, Authentication v3io) {

  static Callers of(Config.Auth auth, Clock clock) {
    return switch (auth.mode()) {
      case NONE -> new Callers(Authentication.NONE, Authentication.NONE);
      case SIGV4 -> known(auth, clock);
    };
  }

  private static Callers known(Config.Auth auth, Clock clock) {
    try {
      Credentials keys = new Credentials(auth.credentialsFile().orElseThrow(), System::nanoTime);
      return new Callers(new SigV4(keys, auth.region(), clock), new SessionKeys(keys));
    } catch (InvalidCredentials e) {
      throw new StartFailure("auth.credentials-file: " + e.getMessage(), e);
    }
  }
}
