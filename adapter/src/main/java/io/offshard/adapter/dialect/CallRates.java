// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.quota.CallQuotas;
import io.offshard.adapter.quota.CallRate;
import io.offshard.mapping.policy.Subject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How often the operations of an API may be called; of those that have no rate here, as often as
 * anybody likes. Thread-safe.
 */
public final class CallRates {
  private final String api;
  private final Map<String, CallRate> rates;
  private final CallQuotas quotas;
  private final Words words;

  /** What an API says to a call that comes too soon. */
  @FunctionalInterface
  public interface Words {
    /**
     * The refusal.
     *
     * @param stream what the call is about; null for no stream
     */
    Refusal refusal(@Nullable String stream);
  }

  /**
   * Rates by the names of operations.
   *
   * @param api tells its operations from those of other APIs
   * @param quotas counts the calls
   */
  public CallRates(String api, Map<String, CallRate> rates, CallQuotas quotas, Words words) {
    this.api = api;
    this.rates = Map.copyOf(rates);
    this.quotas = quotas;
    this.words = words;
  }

  /**
   * Takes a call that is permitted, so that who may not make it does not learn how often others do.
   *
   * @throws Refusal when it comes too soon
   */
  void require(String operation, Permit permit) {
    CallRate rate = rates.get(operation);
    if (rate == null) {
      return;
    }
    String stream = stream(permit.asked());
    String who =
        switch (rate.scope()) {
          case CALLER -> permit.caller().name();
          case STREAM -> stream;
        };
    if (who != null && !quotas.admit(api + ':' + operation, rate, who)) {
      throw words.refusal(stream);
    }
  }

  private static @Nullable String stream(@Nullable Subject asked) {
    return asked == null || asked.equals(Subject.ACCOUNT) ? null : asked.names().getFirst();
  }
}
