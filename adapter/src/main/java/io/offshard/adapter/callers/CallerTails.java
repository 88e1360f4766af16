// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.callers.CallerPool.Use;
import io.offshard.adapter.service.PartitionReader.Place;
import io.offshard.adapter.service.Tails;
import java.time.Duration;
import java.util.Set;

/**
 * Tells the callers of calls what is followed for all. What has come while a follower waited is
 * given to it only if it still may read.
 */
record CallerTails(CallerPool pool, Tails shared) implements Tails {
  private static final Set<TopicRight> READ = Set.of(TopicRight.READ);

  @Override
  public Feed follow(Place place) {
    Permit permit = Permit.current();
    requireReader(permit, place.topic());
    return new CheckedFeed(permit, place.topic(), shared.follow(place));
  }

  private void requireReader(Permit permit, String topic) {
    try (Use use = pool.use(permit.caller().name()).orElseThrow(permit::deniedByKafka)) {
      if (!use.clients().allow(topic, READ)) {
        throw permit.deniedByKafka();
      }
    }
  }

  private final class CheckedFeed implements Feed {
    private final Permit permit;
    private final String topic;
    private final Feed feed;

    CheckedFeed(Permit permit, String topic, Feed feed) {
      this.permit = permit;
      this.topic = topic;
      this.feed = feed;
    }

    @Override
    public Heard await(long next, Duration time) throws InterruptedException {
      Heard heard = feed.await(next, time);
      requireReader(permit, topic);
      return heard;
    }

    @Override
    public void close() {
      feed.close();
    }
  }
}
