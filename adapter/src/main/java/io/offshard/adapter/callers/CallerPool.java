// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.auth.KafkaLogin;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * The clients of callers, made when a caller first needs some, and closed when they have not been
 * used for a while, when others need the place, or when the caller has got another password. Those
 * that are in use are never closed. Thread-safe.
 */
final class CallerPool implements AutoCloseable {
  private final Function<String, Optional<KafkaLogin>> logins;
  private final BiFunction<String, KafkaLogin, CallerClients> maker;
  private final int most;
  private final Duration idle;
  private final LongSupplier nanos;

  /** Those that are handed out; the order says nothing. */
  private final Map<String, Held> held = new HashMap<>();

  private boolean closed;

  /** Clients, and who uses them. Guarded by the pool. */
  private static final class Held {
    final KafkaLogin login;
    final CallerClients clients;
    int users;
    long left;

    /** Nobody gets them any more: who leaves last closes them. */
    boolean retired;

    Held(KafkaLogin login, CallerClients clients) {
      this.login = login;
      this.clients = clients;
    }
  }

  /**
   * An empty pool.
   *
   * @param logins what callers are to Kafka, by their names
   * @param maker makes clients; must not ask Kafka anything
   * @param most so many callers may have clients at a time
   * @param idle after which clients that nobody uses are closed
   * @param nanos a clock like {@link System#nanoTime}
   */
  CallerPool(
      Function<String, Optional<KafkaLogin>> logins,
      BiFunction<String, KafkaLogin, CallerClients> maker,
      int most,
      Duration idle,
      LongSupplier nanos) {
    this.logins = logins;
    this.maker = maker;
    this.most = most;
    this.idle = idle;
    this.nanos = nanos;
  }

  /** Somebody's use of clients, which stay open until it is closed. */
  final class Use implements AutoCloseable {
    private final Held of;

    private Use(Held of) {
      this.of = of;
    }

    CallerClients clients() {
      return of.clients;
    }

    @Override
    public void close() {
      leave(of);
    }
  }

  /**
   * Begins to use the clients of a caller.
   *
   * @return empty for one that has nothing to show to Kafka
   * @throws StreamFaultException with {@link Overloaded} when as many others as there may be are
   *     using theirs
   */
  Optional<Use> use(String caller) {
    return logins.apply(caller).map(login -> new Use(enter(caller, login)));
  }

  private synchronized Held enter(String caller, KafkaLogin login) {
    Held found = held.get(caller);
    if (found != null && !found.login.equals(login)) {
      retire(caller, found);
      found = null;
    }
    if (found == null) {
      makeRoom();
      found = new Held(login, maker.apply(caller, login));
      held.put(caller, found);
    }
    found.users++;
    return found;
  }

  private void makeRoom() {
    if (held.size() < most && !closed) {
      return;
    }
    Map.Entry<String, Held> oldest =
        held.entrySet().stream()
            .filter(each -> each.getValue().users == 0)
            .min(Comparator.comparingLong(each -> each.getValue().left - nanos.getAsLong()))
            .filter(_ -> !closed)
            .orElseThrow(() -> new StreamFaultException(new Overloaded()));
    retire(oldest.getKey(), oldest.getValue());
  }

  private synchronized void leave(Held of) {
    of.users--;
    of.left = nanos.getAsLong();
    closeIfOver(of);
  }

  /** Makes the caller's next call begin with clients that are new. */
  synchronized void renew(String caller) {
    Held found = held.get(caller);
    if (found != null) {
      retire(caller, found);
    }
  }

  private void retire(String caller, Held found) {
    held.remove(caller);
    found.retired = true;
    closeIfOver(found);
  }

  /** In the background: it may wait for Kafka. */
  private static void closeIfOver(Held of) {
    if (of.retired && of.users == 0) {
      Thread.startVirtualThread(of.clients::close);
    }
  }

  /** Closes what nobody has used for long; to be called from time to time. */
  synchronized void closeIdle() {
    long now = nanos.getAsLong();
    Map.copyOf(held)
        .forEach(
            (caller, each) -> {
              if (each.users == 0 && now - each.left >= idle.toNanos()) {
                retire(caller, each);
              }
            });
  }

  /** How many callers have clients now. */
  synchronized int size() {
    return held.size();
  }

  /** Closes all, whoever uses them, and waits for it. */
  @Override
  public void close() {
    List<Thread> closing = new ArrayList<>();
    synchronized (this) {
      closed = true;
      held.values().forEach(each -> closing.add(Thread.startVirtualThread(each.clients::close)));
      held.clear();
    }
    try {
      for (Thread each : closing) {
        each.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
