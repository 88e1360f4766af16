// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.callers;

import io.offshard.adapter.access.TopicRight;
import io.offshard.adapter.kafka.KafkaClients;
import io.offshard.adapter.kafka.KafkaPartitionWriter;
import io.offshard.adapter.kafka.KafkaUser;
import io.offshard.adapter.kafka.fetch.FetchPartitionReader;
import io.offshard.adapter.service.PartitionReader;
import io.offshard.adapter.service.PartitionWriter;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Kafka's clients of one user. */
final class OwnClients implements CallerClients {
  private final CallerSupplies supplies;
  private final String user;
  private final KafkaClients clients;
  private @Nullable FetchPartitionReader reader;
  private @Nullable KafkaPartitionWriter writer;
  private @Nullable AskedRights rights;

  /** Nothing is connected yet. */
  OwnClients(CallerSupplies supplies, KafkaUser user) {
    this.supplies = supplies;
    this.user = user.name();
    this.clients = supplies.clients().as(user);
  }

  @Override
  public synchronized PartitionReader reader() {
    if (reader == null) {
      reader = new FetchPartitionReader(clients, supplies.reads(), supplies.readTimeout());
    }
    return reader;
  }

  @Override
  public synchronized PartitionWriter writer() {
    if (writer == null) {
      writer = supplies.shared().beside(clients, supplies.writeBytes());
    }
    return writer;
  }

  private synchronized AskedRights rights() {
    if (rights == null) {
      rights =
          new AskedRights(
              user, clients.newAdmin("offshard-rights"), supplies.recheck(), System::nanoTime);
    }
    return rights;
  }

  @Override
  public boolean allow(String topic, Set<TopicRight> needed) {
    return rights().allow(topic, needed);
  }

  @Override
  public boolean show(String topic) {
    return rights().show(topic);
  }

  @Override
  public void forget(String topic) {
    rights().forget(topic);
  }

  @Override
  public synchronized void close() {
    if (writer != null) {
      writer.close();
    }
    if (reader != null) {
      reader.close();
    }
    if (rights != null) {
      rights.close();
    }
  }
}
