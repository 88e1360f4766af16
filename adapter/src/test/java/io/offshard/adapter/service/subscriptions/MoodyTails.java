// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.service.subscriptions;

import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.MemoryPartition;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Tails;
import java.time.Duration;
import java.util.function.IntSupplier;

/** A tail of a partition in memory, which now and then has lost what it is asked for. */
final class MoodyTails implements Tails {
  private final MemoryPartition log;
  private final IntSupplier mood;
  private int followers;

  /** Moods: 0 has missed it, any other number is how many records are told at once at most. */
  MoodyTails(MemoryPartition log, IntSupplier mood) {
    this.log = log;
    this.mood = mood;
  }

  int followers() {
    return followers;
  }

  @Override
  public Feed follow(Place place) {
    followers++;
    return new Feed() {
      @Override
      public Heard await(long next, Duration time) {
        int most = mood.getAsInt();
        if (most == 0) {
          return new Heard.Missed();
        }
        Batch batch = log.read(place, next, most, Integer.MAX_VALUE);
        return batch.records().isEmpty()
            ? new Heard.Nothing(batch.end())
            : new Heard.Arrived(batch);
      }

      @Override
      public void close() {
        followers--;
      }
    };
  }
}
