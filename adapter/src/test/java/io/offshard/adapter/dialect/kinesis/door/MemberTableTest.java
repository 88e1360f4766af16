// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import static io.offshard.adapter.dialect.kinesis.door.Request.ABSENT;
import static java.util.Collections.singletonMap;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.kinesis.EmptyCore;
import io.offshard.adapter.dialect.kinesis.KinesisTable;
import io.offshard.mapping.shape.Wire;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every member of every operation that is served, in both encodings, with every kind of value. */
class MemberTableTest {
  private static final SortedMap<String, Node> REQUESTS = MemberTable.requests();
  private static final OperationTable TABLE = KinesisTable.create(EmptyCore.create());

  private final Door door = new Door(TABLE, Authentication.NONE);
  private final Door closed =
      new Door(
          TABLE,
          (exchange, service) -> {
            throw new Refusal("MissingAuthenticationTokenException", 400, "who?");
          });
  private final Wrongs wrongs = new Wrongs();

  @AfterEach
  void close() {
    door.close();
    closed.close();
  }

  static Stream<Arguments> operations() {
    return REQUESTS.keySet().stream()
        .flatMap(operation -> Stream.of(Wire.values()).map(wire -> Arguments.of(operation, wire)));
  }

  @Test
  void theTableHoldsTheMembersThatAreDeclared() {
    assertThat(
            REQUESTS.entrySet().stream()
                .collect(toMap(Map.Entry::getKey, each -> paths(each.getValue()))))
        .isEqualTo(Declared.paths(TABLE));
  }

  private static List<String> paths(Node request) {
    return MemberTable.all(request).stream()
        .map(node -> node.path() + (node.required() ? " required" : ""))
        .sorted()
        .toList();
  }

  /** One member at a time is something else than it should be. */
  @ParameterizedTest
  @MethodSource("operations")
  void aMemberIsLetInOrRefusedAsTheTableSays(String operation, Wire wire) {
    Node request = request(operation);
    check(operation, wire, Map.of());
    for (Node node : MemberTable.all(request)) {
      if (isKey(request, node)) {
        Trials.keys(node).forEach(key -> check(operation, wire, Map.of(node.path(), key)));
        continue;
      }
      for (Object value : Trials.all(wire, node)) {
        check(operation, wire, singletonMap(node.path(), value));
      }
    }
    wrongs.assertNone();
  }

  /** Types are looked at before constraints; of types the first counts, of constraints all. */
  @ParameterizedTest
  @MethodSource("operations")
  void twoThingsThatAreWrongAreToldAsTheTableSays(String operation, Wire wire) {
    Node request = request(operation);
    List<Map<String, Object>> single = new ArrayList<>();
    for (Node node : MemberTable.all(request)) {
      if (!isKey(request, node)) {
        Trials.broken(node).forEach(value -> single.add(singletonMap(node.path(), value)));
        Object odd = node.form().type() == Form.Type.BOOLEAN ? List.of() : true;
        single.add(singletonMap(node.path(), odd));
      }
    }
    for (Map<String, Object> one : single) {
      for (Map<String, Object> other : single) {
        Map<String, Object> both = new HashMap<>(one);
        both.putAll(other);
        check(operation, wire, both);
      }
    }
    wrongs.assertNone();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void membersThatNobodyKnowsAreSteppedOver(String operation, Wire wire) {
    Node request = request(operation);
    Map<String, Object> more = new LinkedHashMap<>();
    more.put("Novelty", Map.of("StreamName", List.of(Map.of(), true, Trials.number("1E+400"))));
    more.putAll(required(Request.of(request, Map.of())));
    more.put("streamName", true);

    assertThat(door.call(wire, operation, Body.write(wire, more)))
        .isEqualTo(door.call(wire, operation, Body.write(wire, Request.of(request, Map.of()))));
  }

  @ParameterizedTest
  @MethodSource("operations")
  void nullIsTheSameAsNothing(String operation, Wire wire) {
    Node request = request(operation);
    for (Node node : request.children()) {
      byte[] absent = Body.write(wire, Request.of(request, Map.of(node.path(), ABSENT)));
      byte[] nothing = Body.write(wire, Request.of(request, singletonMap(node.path(), null)));

      assertThat(door.call(wire, operation, nothing))
          .as(node.path())
          .isEqualTo(door.call(wire, operation, absent));
    }
  }

  @ParameterizedTest
  @MethodSource("operations")
  void noMoreThanTenViolationsAreTold(String operation, Wire wire) {
    Node request = request(operation);
    Node records = request.inside().get("Records");
    if (records != null) {
      Object bad = Map.of("PartitionKey", "", "ExplicitHashKey", "-1");
      List<Object> many = Collections.nCopies(20, bad);
      check(operation, wire, Map.of("Records", many, "StreamName", "a b"));
      wrongs.assertNone();
    }
  }

  private void check(String operation, Wire wire, Map<String, ?> changed) {
    Node request = request(operation);
    Map<String, Object> members = required(Request.of(request, changed));
    byte[] body = Body.write(wire, members);
    Verdict verdict = Judge.verdict(wire, request, members);
    wrongs.compare(
        operation + " " + wire + " with ", changed, verdict, door.call(wire, operation, body));
    wrongs.isEqual(
        operation + " of a stranger",
        "MissingAuthenticationTokenException",
        closed.call(wire, operation, body).type());
  }

  private static Node request(String operation) {
    return Objects.requireNonNull(REQUESTS.get(operation));
  }

  private static boolean isKey(Node request, Node node) {
    return MemberTable.all(request).stream()
        .anyMatch(map -> map.form().type() == Form.Type.MAP && map.child("*").equals(node));
  }

  @SuppressWarnings("NullAway") // the values of these maps may be null
  private static Map<String, Object> required(Map<String, ?> members) {
    return new LinkedHashMap<>(members);
  }
}
