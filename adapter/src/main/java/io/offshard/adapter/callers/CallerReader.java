// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.callers.CallerPool.Use;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.StreamFault.StreamGone;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/** Reads with the clients of the caller of the call under way. */
record CallerReader(CallerPool pool) implements PartitionReader {
  @Override
  public Batch read(Place place, long offset, int maxRecords, int maxBytes) {
    return asCaller(place, reader -> reader.read(place, offset, maxRecords, maxBytes));
  }

  @Override
  public List<Long> keptFrom(List<Place> places, Instant oldest) {
    return places.isEmpty()
        ? List.of()
        : asCaller(places.getFirst(), reader -> reader.keptFrom(places, oldest));
  }

  @Override
  public long end(Place place) {
    return asCaller(place, reader -> reader.end(place));
  }

  @Override
  public OptionalLong offsetAt(Place place, Instant instant) {
    return asCaller(place, reader -> reader.offsetAt(place, instant));
  }

  private <T> T asCaller(Place place, Function<PartitionReader, T> question) {
    Permit permit = Permit.current();
    try (Use use = pool.use(permit.caller().name()).orElseThrow(permit::deniedByKafka)) {
      try {
        return question.apply(use.clients().reader());
      } catch (StreamFaultException e) {
        if (isDenial(e, use.clients(), place.topic())) {
          throw permit.deniedByKafka();
        }
        throw e;
      }
    }
  }

  /** Who must not know of a topic is told that there is none, which ends what its readers do. */
  private static boolean isDenial(StreamFaultException e, CallerClients clients, String topic) {
    if (e.getCause() instanceof AuthorizationException
        || e.getCause() instanceof AuthenticationException) {
      clients.forget(topic);
      return true;
    }
    if (e.fault() instanceof StreamGone) {
      clients.forget(topic);
      return !clients.allow(topic, Set.of(TopicRight.DESCRIBE));
    }
    return false;
  }
}
