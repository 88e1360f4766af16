// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.auth.KafkaLogin;
import io.offshard.adapter.callers.CallerPool.Use;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionWriter;
import io.offshard.adapter.service.StreamFault.Overloaded;
import io.offshard.adapter.service.StreamFaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CallerPoolTest {
  private static final Duration IDLE = Duration.ofMinutes(1);

  private final AtomicLong nanos = new AtomicLong();
  private final Map<String, KafkaLogin> logins = new HashMap<>();
  private final List<Clients> made = new ArrayList<>();
  private final CallerPool pool =
      new CallerPool(
          name -> Optional.ofNullable(logins.get(name)),
          (name, login) -> {
            Clients clients = new Clients(name, login);
            made.add(clients);
            return clients;
          },
          2,
          IDLE,
          nanos::get);

  /** Only know whether they are closed. */
  private static final class Clients implements CallerClients {
    final String name;
    final KafkaLogin login;
    volatile boolean closed;

    Clients(String name, KafkaLogin login) {
      this.name = name;
      this.login = login;
    }

    @Override
    public PartitionReader reader() {
      throw new AssertionError("nobody reads here");
    }

    @Override
    public PartitionWriter writer() {
      throw new AssertionError("nobody writes here");
    }

    @Override
    public boolean allow(String topic, Set<TopicRight> needed) {
      return true;
    }

    @Override
    public boolean show(String topic) {
      return true;
    }

    @Override
    public void forget(String topic) {}

    @Override
    public void close() {
      closed = true;
    }
  }

  private Use use(String name) {
    logins.putIfAbsent(name, new KafkaLogin(name, "a"));
    return pool.use(name).orElseThrow();
  }

  private void useOnce(String name) {
    use(name).close();
    nanos.incrementAndGet();
  }

  private Clients made(int which) {
    return made.get(which);
  }

  private void awaitClosed(Clients clients) {
    await().until(() -> clients.closed);
  }

  @Test
  void callsOfACallerShareItsClients() {
    try (Use first = use("ann");
        Use second = use("ann");
        Use other = use("bob")) {
      assertThat(first.clients()).isSameAs(second.clients()).isNotSameAs(other.clients());
    }
    assertThat(made).hasSize(2);
  }

  @Test
  void whoHasNothingToShowToKafkaHasNoClients() {
    assertThat(pool.use("ann")).isEmpty();
    assertThat(pool.size()).isZero();
  }

  @Test
  void whoHasNotCalledForLongestGivesWay() {
    useOnce("ann");
    useOnce("bob");
    useOnce("ann");
    useOnce("carl");

    awaitClosed(made(1));
    assertThat(made(0).closed).isFalse();
    assertThat(pool.size()).isEqualTo(2);
  }

  @Test
  void clientsInUseDoNotGiveWay() {
    Use ann = use("ann");
    try (Use _ = use("bob")) {
      assertThatThrownBy(() -> use("carl"))
          .isInstanceOfSatisfying(
              StreamFaultException.class,
              e -> assertThat(e.fault()).isInstanceOf(Overloaded.class));
      ann.close();
      useOnce("carl");
    }
    awaitClosed(made(0));
    assertThat(made(1).closed).isFalse();
  }

  @Test
  void clientsThatNobodyUsesAreClosedAfterAWhileAndThoseInUseAreNot() {
    useOnce("ann");
    Use bob = use("bob");
    nanos.addAndGet(IDLE.toNanos());
    pool.closeIdle();

    awaitClosed(made(0));
    assertThat(made(1).closed).isFalse();
    bob.close();
    nanos.addAndGet(IDLE.toNanos() - 1);
    pool.closeIdle();
    assertThat(pool.size()).isOne();
    nanos.incrementAndGet();
    pool.closeIdle();
    awaitClosed(made(1));
    assertThat(pool.size()).isZero();
  }

  @Test
  void anotherPasswordMakesOtherClientsAndCallsUnderWayEndWithTheirs() {
    Use before = use("ann");
    logins.put("ann", new KafkaLogin("ann", "b"));
    try (Use after = use("ann")) {
      assertThat(after.clients()).isNotSameAs(before.clients());
      assertThat(made(1).login.password()).isEqualTo("b");
      assertThat(made(0).closed).isFalse();
      before.close();
      awaitClosed(made(0));
    }
  }

  @Test
  void renewedClientsAreLeftByWhoUsesThem() {
    try (Use before = use("ann")) {
      pool.renew("ann");
      try (Use after = use("ann")) {
        assertThat(after.clients()).isNotSameAs(before.clients());
      }
      assertThat(made(0).closed).isFalse();
    }
    awaitClosed(made(0));
    assertThat(made(1).name).isEqualTo("ann");
  }

  @Test
  void theEndClosesAllAndNobodyComesAfterIt() {
    useOnce("ann");
    Use bob = use("bob");
    pool.close();

    assertThat(made).allMatch(clients -> clients.closed);
    bob.close();
    assertThatThrownBy(() -> use("carl")).isInstanceOf(StreamFaultException.class);
  }
}
