// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/** What a consumer group of v3io keeps in its state item: who is in it and has which shards. */
record GroupState(List<Session> sessions) {
  static final GroupState EMPTY = new GroupState(List.of());

  /** A member. */
  record Session(String member, Instant heartbeat, List<Integer> shards) {
    private String json() {
      return "{\"member_id\":\"%s\",\"last_heartbeat_time\":\"%s\",\"shards\":[%s]}"
          .formatted(
              member,
              heartbeat,
              shards.stream().map(String::valueOf).collect(Collectors.joining(",")));
    }
  }

  static GroupState parse(String json) {
    List<Session> sessions = new ArrayList<>();
    for (JsonNode each :
        JsonNode.parser().parse(json).field("session_states").orElseThrow().asArray()) {
      sessions.add(
          new Session(
              each.field("member_id").orElseThrow().asString(),
              Instant.parse(each.field("last_heartbeat_time").orElseThrow().asString()),
              each.field("shards").orElseThrow().asArray().stream()
                  .map(shard -> Integer.parseInt(shard.asNumber()))
                  .toList()));
    }
    return new GroupState(sessions);
  }

  String json() {
    return sessions.stream()
        .map(Session::json)
        .collect(
            Collectors.joining(",", "{\"schema_version\":\"0.0.1\",\"session_states\":[", "]}"));
  }

  Optional<Session> of(String member) {
    return sessions.stream().filter(session -> session.member().equals(member)).findFirst();
  }

  /** Without that member, and without those that have not been heard of. */
  GroupState without(String member, Instant now, Duration timeout) {
    return new GroupState(
        sessions.stream()
            .filter(session -> !session.member().equals(member))
            .filter(session -> session.heartbeat().isAfter(now.minus(timeout)))
            .toList());
  }

  GroupState with(Session session) {
    List<Session> more = new ArrayList<>(sessions);
    more.add(session);
    return new GroupState(more);
  }

  /** The first of as many equal parts of the shards as there are members that nobody has. */
  Optional<List<Integer>> free(int shards, int members) {
    Set<Integer> taken =
        sessions.stream()
            .flatMap(session -> session.shards().stream())
            .collect(Collectors.toCollection(HashSet::new));
    int part = shards / members;
    return IntStream.range(0, members)
        .mapToObj(n -> IntStream.range(n * part, (n + 1) * part).boxed().toList())
        .filter(own -> own.stream().noneMatch(taken::contains))
        .findFirst();
  }
}
