// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.access.TopicRights;
import io.offshard.adapter.auth.KafkaLogin;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.kafka.KafkaUser;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionWriter;
import io.offshard.adapter.service.Tails;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Kafka as the callers of calls may use it: what a call reads and writes goes over clients of its
 * caller, who is found in {@link Permit#current}. Outside of calls nothing can be done with it.
 * Thread-safe.
 */
public final class CallerKafka implements TopicRights, AutoCloseable {
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final CallerPool pool;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("offshard-callers").factory());

  /**
   * Nobody has clients yet.
   *
   * @param supplies what the clients of all callers have in common
   * @param logins what callers are to Kafka, by their names
   * @param most so many callers may have clients at a time
   * @param idle after which clients that nobody uses are closed
   * @param nanos {@link System#nanoTime}
   */
  public CallerKafka(
      CallerSupplies supplies,
      Function<String, Optional<KafkaLogin>> logins,
      int most,
      Duration idle,
      LongSupplier nanos) {
    this.pool =
        new CallerPool(
            logins,
            (name, login) -> new OwnClients(supplies, new KafkaUser(name, login)),
            most,
            idle,
            nanos);
    var _ =
        timer.scheduleWithFixedDelay(
            pool::closeIdle, LOOK.toMillis(), LOOK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Reads as the caller of the call under way. */
  public PartitionReader reader() {
    return new CallerReader(pool);
  }

  /**
   * Appends as the caller of the call under way.
   *
   * @param own closes shards, which is the deployment's own affair
   */
  public PartitionWriter writer(PartitionWriter own) {
    return new CallerWriter(pool, own);
  }

  /**
   * Follows what is followed for all, and tells it only to callers who may read it. Whose right is
   * taken away hears nothing more as soon as that is known.
   */
  public Tails tails(Tails shared) {
    return new CallerTails(pool, shared);
  }

  @Override
  public boolean allow(Principal caller, String topic, Set<TopicRight> needed) {
    return asked(caller, clients -> clients.allow(topic, needed));
  }

  @Override
  public boolean show(Principal caller, String topic) {
    return asked(caller, clients -> clients.show(topic));
  }

  private boolean asked(Principal caller, Predicate<CallerClients> question) {
    return pool.use(caller.name())
        .map(
            use -> {
              try (use) {
                return question.test(use.clients());
              }
            })
        .orElse(false);
  }

  /** How many callers have clients now. */
  public int callers() {
    return pool.size();
  }

  /** Fails what is under way. */
  @Override
  public void close() {
    timer.shutdownNow();
    pool.close();
  }
}
