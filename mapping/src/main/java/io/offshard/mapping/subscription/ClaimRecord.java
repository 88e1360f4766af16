// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.subscription;

import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A record of the log of claims, under the key of what is claimed. */
public sealed interface ClaimRecord {
  /** The longest time that a claim may say; whoever compacts the log keeps what is younger. */
  long MOST_TAKEOVER_MILLIS = 600_000;

  /** Which subscription it is of. */
  UUID nonce();

  /**
   * A subscription is about to begin.
   *
   * @param takeoverMillis how old the claim before it must be to be taken over from: it stands in
   *     the record, so that replicas that are configured differently decide the same
   */
  record Claim(UUID nonce, long takeoverMillis) implements ClaimRecord {
    public Claim {
      if (takeoverMillis < 0 || takeoverMillis > MOST_TAKEOVER_MILLIS) {
        throw new IllegalArgumentException("not a time to take over after: " + takeoverMillis);
      }
    }

    @Override
    public String toString() {
      return "claim " + nonce + " " + takeoverMillis;
    }
  }

  /** A subscription is over. */
  record Release(UUID nonce) implements ClaimRecord {
    @Override
    public String toString() {
      return "release " + nonce;
    }
  }

  /** Reads the text that the records are; empty for any other. */
  static Optional<ClaimRecord> parse(String text) {
    Matcher claim = Text.CLAIM.matcher(text);
    if (claim.matches()) {
      long takeover = Long.parseLong(claim.group(2));
      return takeover > MOST_TAKEOVER_MILLIS
          ? Optional.empty()
          : Optional.of(new Claim(UUID.fromString(claim.group(1)), takeover));
    }
    Matcher release = Text.RELEASE.matcher(text);
    return release.matches()
        ? Optional.of(new Release(UUID.fromString(release.group(1))))
        : Optional.empty();
  }

  /** The forms of the records. */
  final class Text {
    private static final String NONCE = "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})";
    private static final Pattern CLAIM = Pattern.compile("claim " + NONCE + " (\\d{1,9})");
    private static final Pattern RELEASE = Pattern.compile("release " + NONCE);

    private Text() {}
  }
}
