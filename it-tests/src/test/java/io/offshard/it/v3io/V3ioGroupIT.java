// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.OffshardProcess;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.GroupState.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A consumer group of v3io on two replicas, some of whose members are killed. */
final class V3ioGroupIT {
  private static final int SHARDS = 32;
  private static final int MEMBERS = 8;
  private static final int KILLED = 3;
  private static final int ROUNDS = 6;
  private static final int IN_A_ROUND = 10;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final V3ioClient v3io = new V3ioClient(SharedServer.endpoint());
  private final String topic = "users." + StreamNames.fresh("group");
  private final String stream = "/users/" + topic.substring("users.".length());
  private final String group = StreamNames.fresh("cg");
  private final Map<Integer, SortedMap<Long, String>> written = new HashMap<>();

  @Test
  void everyRecordIsHandledAndEveryCommitIsExactWhileMembersAreKilled(@TempDir Path directory)
      throws InterruptedException {
    try (OffshardProcess other =
        OffshardProcess.serve(directory, SharedServer.broker().bootstrapServers())) {
      GroupItems items = items(other);
      Handled handled = new Handled();
      List<GroupMember> members = started(items, handled);
      for (int round = 0; round < ROUNDS; round++) {
        write(round);
        awaitMore(handled, round);
        if (round < KILLED) {
          members.removeFirst().kill();
          members.add(GroupMember.start("substitute-" + round, MEMBERS, items, handled));
        }
      }
      assertAllIsHandled(members, items, handled);
    }
  }

  @Test
  void thoseWhoAreLeftTakeTheShardsOfMembersThatNobodyReplaces(@TempDir Path directory)
      throws InterruptedException {
    try (OffshardProcess other =
        OffshardProcess.serve(directory, SharedServer.broker().bootstrapServers())) {
      GroupItems items = items(other);
      Handled handled = new Handled();
      List<GroupMember> members = started(items, handled);
      for (int round = 0; round < ROUNDS; round++) {
        write(round);
        if (round == 1) {
          awaitMore(handled, round);
          for (int i = 0; i < MEMBERS / 2; i++) {
            members.removeFirst().kill();
          }
          members.forEach(member -> member.takeUpTo(2));
        }
      }

      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(items.state().state().sessions())
                      .hasSize(MEMBERS / 2)
                      .allSatisfy(each -> assertThat(each.shards()).hasSize(2 * SHARDS / MEMBERS))
                      .flatExtracting(Session::shards)
                      .doesNotHaveDuplicates());
      assertAllIsHandled(members, items, handled);
    }
  }

  private GroupItems items(OffshardProcess other) {
    v3io.create(stream, SHARDS);
    return new GroupItems(List.of(SharedServer.endpoint(), other.endpoint()), stream, group);
  }

  private static List<GroupMember> started(GroupItems items, Handled handled) {
    List<GroupMember> members = new ArrayList<>();
    for (int i = 0; i < MEMBERS; i++) {
      members.add(GroupMember.start("member-" + i, MEMBERS, items, handled));
    }
    return members;
  }

  /** Each record once, and each shard committed up to its last one. */
  private void assertAllIsHandled(List<GroupMember> members, GroupItems items, Handled handled)
      throws InterruptedException {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(handled.count()).isEqualTo(total(ROUNDS)));
    for (GroupMember member : members) {
      member.stop();
      assertThat(member.failure()).isNull();
    }
    for (int shard = 0; shard < SHARDS; shard++) {
      assertThat(handled.of(shard)).isEqualTo(written.get(shard));
      assertThat(items.committed(shard)).hasValue((long) ROUNDS * IN_A_ROUND);
    }
    assertShownInKafka();
  }

  private static int total(int rounds) {
    return rounds * IN_A_ROUND * SHARDS;
  }

  private void write(int round) {
    for (int shard = 0; shard < SHARDS; shard++) {
      String[] records = new String[IN_A_ROUND];
      for (int i = 0; i < IN_A_ROUND; i++) {
        String text = "%d-%d-%d".formatted(shard, round, i);
        records[i] = V3ioClient.record(text, shard);
        written
            .computeIfAbsent(shard, s -> new TreeMap<>())
            .put((long) round * IN_A_ROUND + i + 1, text);
      }
      var _ = v3io.write(stream, records);
    }
  }

  /** Members are killed when they have something to lose. */
  private static void awaitMore(Handled handled, int round) {
    Awaitility.await().atMost(PATIENCE).until(() -> handled.count() > total(round) + total(1) / 2);
  }

  private void assertShownInKafka() {
    Map<TopicPartition, Long> wanted = new HashMap<>();
    for (int shard = 0; shard < SHARDS; shard++) {
      wanted.put(new TopicPartition(topic, shard), (long) ROUNDS * IN_A_ROUND);
    }
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", SharedServer.broker().bootstrapServers()))) {
      Awaitility.await()
          .untilAsserted(
              () -> {
                Map<TopicPartition, Long> shown = new HashMap<>();
                admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((place, offset) -> shown.put(place, offset.offset()));
                assertThat(shown).isEqualTo(wanted);
              });
    }
  }
}
