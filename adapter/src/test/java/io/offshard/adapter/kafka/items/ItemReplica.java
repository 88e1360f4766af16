// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.items;

import io.offshard.adapter.kafka.LocalBroker;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.service.items.Decision;
import io.offshard.adapter.service.items.Outcome;
import io.offshard.mapping.items.ItemKey;
import io.offshard.mapping.items.ItemValue;
import io.offshard.mapping.items.StoredItem;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;

/** A store as one replica has it. */
final class ItemReplica implements AutoCloseable {
  private final FetchPartitionReader reader;
  private final KafkaItems items;

  ItemReplica(LocalBroker broker, String topic, long mostBytes) {
    this.reader = new FetchPartitionReader(broker.clients(), 100, Duration.ofSeconds(5));
    this.items =
        new KafkaItems(
            broker.clients(), broker.cluster(), reader, topic, LocalBroker.copies(), mostBytes);
  }

  KafkaItems items() {
    return items;
  }

  Outcome write(ItemKey key, String text) throws InterruptedException {
    return items.update(key, known -> text(text));
  }

  /** Writes only where the item has that time; 0: where there is none. */
  Outcome writeIf(ItemKey key, long modifiedNanos, String text) throws InterruptedException {
    return items.update(
        key,
        known ->
            known.map(StoredItem::modifiedNanos).orElse(0L) == modifiedNanos
                ? text(text)
                : new Decision.Keep());
  }

  static Decision text(String text) {
    TreeMap<String, ItemValue> attributes = new TreeMap<>();
    attributes.put("state", new ItemValue.Text(text));
    return new Decision.Write(attributes);
  }

  Optional<String> read(ItemKey key) throws InterruptedException {
    return items.get(key).map(ItemReplica::text);
  }

  static String text(StoredItem item) {
    return item.attributes().get("state") instanceof ItemValue.Text(String text) ? text : "";
  }

  @Override
  public void close() {
    items.close();
    reader.close();
  }
}
