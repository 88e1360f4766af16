// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.callers.CallerPool.Use;
import io.offshard.adapter.service.PartitionWriter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Appends with the clients of the caller of the call under way. */
record CallerWriter(CallerPool pool, PartitionWriter own) implements PartitionWriter {
  @Override
  public List<Result> append(List<Outgoing> records) {
    Permit permit = Permit.current();
    try (Use use = pool.use(permit.caller().name()).orElseThrow(permit::deniedByKafka)) {
      List<Result> results = use.clients().writer().append(records);
      if (isDenial(records, results, use.clients())) {
        pool.renew(permit.caller().name()); // such a producer may not recover
        throw permit.deniedByKafka();
      }
      return results;
    }
  }

  /**
   * Whether nothing was written because the right is gone since it was looked at. What was written
   * in part is told record by record; who repeats the rest is denied.
   */
  private static boolean isDenial(
      List<Outgoing> records, List<Result> results, CallerClients clients) {
    boolean failed =
        !results.isEmpty()
            && results.stream()
                .allMatch(each -> each instanceof Result.InDoubt || each instanceof Result.Failed);
    if (!failed) {
      return false;
    }
    String topic = records.getFirst().topic();
    clients.forget(topic);
    return !clients.allow(topic, Set.of(TopicRight.WRITE));
  }

  @Override
  public Map<Integer, Long> seal(String topic, Map<Integer, Integer> ordinals, UUID op) {
    return own.seal(topic, ordinals, op);
  }
}
