// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.auth;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What was told of tokens, by their digests, so that none is kept; so much of it that memory is
 * bounded. Tokens of nobody are kept apart, so that they drive out none of somebody. Thread-safe.
 */
final class KnownTokens {
  private static final int MOST = 10_000;

  private final Map<String, Owner> owned = new Recent();
  private final Map<String, Owner> nobodys = new Recent();
  private final Clock clock;

  /** Whose a token is, if anybody's, and until when that is believed. */
  record Owner(Optional<Principal> principal, Instant until) {}

  KnownTokens(Clock clock) {
    this.clock = clock;
  }

  synchronized Optional<Owner> find(String digest) {
    Owner known = owned.getOrDefault(digest, nobodys.get(digest));
    return Optional.ofNullable(known).filter(owner -> clock.instant().isBefore(owner.until()));
  }

  synchronized void keep(String digest, Owner owner) {
    owned.remove(digest);
    nobodys.remove(digest);
    (owner.principal().isPresent() ? owned : nobodys).put(digest, owner);
  }

  /** Forgets what has been unused for longest. */
  private static final class Recent extends LinkedHashMap<String, Owner> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Owner> eldest) {
      return size() > MOST;
    }
  }
}
