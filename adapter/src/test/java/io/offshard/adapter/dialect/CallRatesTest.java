// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static io.offshard.adapter.dialect.TinyDialect.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Observation;
import io.offshard.adapter.quota.CallQuotas;
import io.offshard.adapter.quota.CallRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallRatesTest {
  private static final String BOB = "{\"Name\":\"bob\"}";
  private static final String EVE = "{\"Name\":\"eve\"}";

  private final Meters meters = new Meters();
  private final List<Observation> seen = new ArrayList<>();
  private String caller = "ann";
  private long now;

  @AfterEach
  void close() {
    meters.close();
  }

  private Dispatcher door(CallRate rate) {
    CallRates rates =
        new CallRates(
            "tiny",
            Map.of("Greet", rate, "Sing", rate),
            new CallQuotas(true, () -> 1, () -> now),
            stream -> new Refusal("LimitExceededException", 400, "too often " + stream));
    return new Dispatcher(
        List.of(TinyDialect.table().limited(rates)),
        (exchange, service) -> new Principal("AKIA", caller),
        Authorization.everything(),
        Optional.empty(),
        meters,
        seen::add);
  }

  /** What has become of a call. */
  private String greet(Dispatcher door, String whom) {
    door.serve(json("Tiny_2026.Greet", whom));
    return seen.getLast().result();
  }

  @Test
  void whoCallsTooOftenIsRefusedAndTheOthersAreNot() {
    Dispatcher door = door(CallRate.ofCaller(2));
    assertThat(greet(door, BOB)).isEqualTo("ok");
    assertThat(greet(door, EVE)).isEqualTo("ok");
    assertThat(greet(door, BOB)).isEqualTo("LimitExceededException");
    caller = "tom";
    assertThat(greet(door, BOB)).isEqualTo("ok");

    caller = "ann";
    now += 500_000_000;
    assertThat(greet(door, BOB)).isEqualTo("ok");
  }

  @Test
  void aRateOfStreamsIsForAllWhoCall() {
    Dispatcher door = door(CallRate.ofStream(1));
    assertThat(greet(door, BOB)).isEqualTo("ok");
    caller = "tom";
    assertThat(greet(door, BOB)).isEqualTo("LimitExceededException");
    assertThat(greet(door, EVE)).isEqualTo("ok");
  }

  @Test
  void callsThatCannotBeMadeAndOthersWithoutARateAreNotCounted() {
    Dispatcher door = door(CallRate.ofCaller(1));
    for (int call = 0; call < 5; call++) {
      assertThat(greet(door, "{\"Name\":\"far too long\"}")).isEqualTo("ValidationException");
      door.serve(json("Tiny_2026.Forget", BOB));
      assertThat(seen.getLast().result()).isEqualTo("ok");
    }
    assertThat(greet(door, BOB)).isEqualTo("ok");
  }
}
