// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.seats;

import io.offshard.mapping.subscription.ClaimRecord;
import io.offshard.mapping.subscription.ClaimRecord.Claim;
import io.offshard.mapping.subscription.Tenure;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the log of claims says, as far as it has been read, and what of it concerns this replica.
 * One thread applies records, any number ask.
 */
final class ClaimBoard {
  /** No claim waits so long; what is older decides nothing any more. */
  private static final long FORGOTTEN_MILLIS = 6 * ClaimRecord.MOST_TAKEOVER_MILLIS;

  private static final int CLEAN_EVERY = 1_000;

  /** What is said of a key, and when that was read, which is no earlier than it was written. */
  private record Said(Tenure tenure, long readNanos, boolean fresh) {}

  private final Map<String, Said> said = new HashMap<>();
  private final Map<UUID, Pending> pending = new ConcurrentHashMap<>();
  private final Map<String, KafkaSeat> held = new ConcurrentHashMap<>();
  private final LongSupplier nanos;
  private int sinceCleaning;

  ClaimBoard(LongSupplier nanos) {
    this.nanos = nanos;
  }

  /**
   * Whether a claim would lose that is made now, as far as is known. Those are not written at all:
   * the log would grow with every try, and each would keep the next one waiting.
   */
  synchronized boolean surelyTaken(String key, long takeoverMillis) {
    Said last = said.get(key);
    return last != null
        && last.fresh()
        && !last.tenure().free()
        && nanos.getAsLong() - last.readNanos() < takeoverMillis * 1_000_000;
  }

  /** Waits for a claim to be read back; to be called before it is written. */
  void expect(UUID nonce, Pending claim) {
    pending.put(nonce, claim);
  }

  /**
   * Nobody waits for the claim. If it wins all the same it keeps others waiting, but only as long
   * as any claim does.
   */
  void forget(UUID nonce) {
    pending.remove(nonce);
  }

  void release(KafkaSeat seat) {
    held.remove(seat.key(), seat);
  }

  /**
   * Takes the next record of the log.
   *
   * @param atMillis when it was written, by the log's clock
   * @param fresh whether it was read as it came, and not when this replica caught up
   */
  void apply(String key, ClaimRecord next, long atMillis, boolean fresh) {
    boolean wins = judge(key, next, atMillis, fresh);
    if (next instanceof Claim claim) {
      Pending mine = pending.remove(claim.nonce());
      if (wins) {
        won(key, mine);
      } else if (mine != null) {
        mine.lost();
      }
    }
  }

  private synchronized boolean judge(String key, ClaimRecord next, long atMillis, boolean fresh) {
    Said before = said.get(key);
    Tenure tenure = before == null ? Tenure.NONE : before.tenure();
    said.put(key, new Said(tenure.after(next, atMillis), nanos.getAsLong(), fresh));
    if (++sinceCleaning >= CLEAN_EVERY) {
      sinceCleaning = 0;
      said.values().removeIf(each -> atMillis - each.tenure().atMillis() > FORGOTTEN_MILLIS);
    }
    return next instanceof Claim claim && tenure.yieldsTo(claim, atMillis);
  }

  /** Whoever had it before has it no more. */
  private void won(String key, @Nullable Pending mine) {
    KafkaSeat seat = mine == null ? null : mine.seat();
    KafkaSeat former = seat == null ? held.remove(key) : held.put(key, seat);
    if (former != null) {
      former.lose();
    }
    if (mine != null) {
      mine.won();
    }
  }
}
