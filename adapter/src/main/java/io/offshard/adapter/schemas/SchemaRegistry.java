// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.schemas;

import io.offshard.mapping.change.SchemaAnswer;
import io.offshard.mapping.change.WriterSchemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The schemas of a schema registry, each of which is asked for once. Callers wait for a moment
 * only, counted from when the registry was asked, however many they are; the answer is kept for
 * those who come again. While the registry does not answer it is left alone for a moment after each
 * attempt, and callers do not wait at all. Thread-safe.
 */
public final class SchemaRegistry implements WriterSchemas, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SchemaRegistry.class);

  private static final int MOST_UNDER_WAY = 16;
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final Duration REST = Duration.ofSeconds(1);
  private static final Duration ABSENT = Duration.ofMinutes(1);

  private final RegistryClient client;
  private final KnownAnswers known;
  private final Duration patience;
  private final LongSupplier nanos;
  private final Map<Integer, Lookup> underWay = new HashMap<>();
  private @Nullable Failure failure;
  private long lookups;
  private long failures;

  /** A question that the registry has not answered yet. */
  private record Lookup(CompletableFuture<SchemaAnswer> answer, long since) {}

  /** Why and when the registry did not answer last, while it has not answered since. */
  private record Failure(SchemaAnswer.OutOfReach answer, long at) {}

  /**
   * Asks nothing yet.
   *
   * @param nanos a clock that is never set
   */
  public SchemaRegistry(RegistryPlace place, LongSupplier nanos) {
    this(place, PATIENCE, nanos);
  }

  SchemaRegistry(RegistryPlace place, Duration patience, LongSupplier nanos) {
    this.patience = patience;
    this.client = new RegistryClient(place, TIMEOUT);
    this.known = new KnownAnswers(ABSENT, nanos);
    this.nanos = nanos;
  }

  @Override
  public SchemaAnswer find(int id) {
    SchemaAnswer answer = known.find(id);
    return answer == null ? ask(id) : answer;
  }

  private SchemaAnswer ask(int id) {
    Lookup lookup;
    CompletableFuture<SchemaAnswer> own = null;
    synchronized (this) {
      SchemaAnswer answer = known.find(id);
      if (answer != null) {
        return answer;
      }
      lookup = underWay.get(id);
      if (lookup == null) {
        Failure last = failure;
        if (last != null && nanos.getAsLong() - last.at < REST.toNanos()) {
          return last.answer;
        }
        if (underWay.size() >= MOST_UNDER_WAY) {
          return new SchemaAnswer.OutOfReach("too many schemas are being asked for");
        }
        lookups++;
        own = new CompletableFuture<>();
        lookup = new Lookup(own, nanos.getAsLong());
        underWay.put(id, lookup);
      }
    }
    if (own != null) {
      CompletableFuture<SchemaAnswer> mine = own;
      var _ = client.ask(id).thenAccept(told -> answered(id, told, mine));
    }
    return await(lookup);
  }

  private void answered(int id, SchemaAnswer answer, CompletableFuture<SchemaAnswer> waiting) {
    synchronized (this) {
      underWay.remove(id);
      known.keep(id, answer);
      note(answer);
    }
    waiting.complete(answer);
  }

  private void note(SchemaAnswer answer) {
    if (answer instanceof SchemaAnswer.OutOfReach out) {
      failures++;
      if (failure == null) {
        log.warn("Tables with Avro stand still: {}", out.why());
      }
      failure = new Failure(out, nanos.getAsLong());
    } else if (failure != null) {
      failure = null;
      log.info("The schema registry answers again");
    }
  }

  private SchemaAnswer await(Lookup lookup) {
    try {
      long left = patience.toNanos() - (nanos.getAsLong() - lookup.since);
      return lookup.answer.get(Math.max(0, left), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      return new SchemaAnswer.OutOfReach("the schema registry has not answered yet");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new SchemaAnswer.OutOfReach("the server is stopping");
    } catch (ExecutionException e) {
      throw new IllegalStateException("lookups do not fail", e);
    }
  }

  /** How often the registry was asked since the start. */
  public synchronized long lookups() {
    return lookups;
  }

  /** How often it did not answer. */
  public synchronized long failures() {
    return failures;
  }

  @Override
  public void close() {
    client.close();
  }
}
