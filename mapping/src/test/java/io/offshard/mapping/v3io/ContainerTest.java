// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContainerTest {
  private static final Container USERS = new Container("users", "users.", OptionalInt.of(7));

  @Test
  void aDotInANameIsASlashInAPath() {
    assertThat(USERS.stream(List.of("a", "b-1", "C_2"))).contains("users.a.b-1.C_2");
    assertThat(new Container("all", "", OptionalInt.empty()).stream(List.of("orders")))
        .contains("orders");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.b", "..", ".", "a b", "a/b", "%41", "\0", "é", "a\n", ""})
  void anElementThatNoTopicsNameHasNamesNothing(String element) {
    assertThat(USERS.stream(List.of(element))).isEmpty();
    assertThat(USERS.stream(List.of("a", element))).isEmpty();
  }

  @Test
  void namesEndWhereStreamsNamesDo() {
    assertThat(USERS.stream(List.of("a".repeat(122)))).isPresent();
    assertThat(USERS.stream(List.of("a".repeat(123)))).isEmpty();
    assertThat(USERS.stream(List.of("a".repeat(61), "b".repeat(60)))).isPresent();
    assertThat(USERS.stream(List.of("a".repeat(61), "b".repeat(61)))).isEmpty();
    assertThat(USERS.stream(Collections.nCopies(100_000, "a"))).isEmpty();
    assertThat(USERS.stream(List.of())).isEmpty();
  }

  @Test
  void aContainerIsFoundByNameAndNumber() {
    Containers all = new Containers(List.of(USERS, new Container("b", "", OptionalInt.empty())));

    assertThat(all.find("users")).contains(USERS);
    assertThat(all.find("7")).contains(USERS);
    assertThat(all.find("b").orElseThrow().name()).isEqualTo("b");
    assertThat(all.find("Users")).isEmpty();
    assertThat(all.find("07")).isEmpty();
    assertThat(all.find("")).isEmpty();
  }

  @Test
  void aNumberIsNoOtherContainersName() {
    Container seven = new Container("7", "x", OptionalInt.empty());

    assertThatThrownBy(() -> new Containers(List.of(USERS, seven)))
        .hasMessage("two containers have the name or the number of 7");
  }
}
