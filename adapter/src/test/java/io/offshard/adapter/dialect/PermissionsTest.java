// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static io.offshard.adapter.dialect.TinyDialect.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.access.KnownActions;
import io.offshard.adapter.access.Policies;
import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.auth.TokenCallers;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A caller that may greet bob, and nobody else. */
class PermissionsTest {
  private static final String BOB = "{\"Name\":\"bob\"}";
  private static final String EVE = "{\"Name\":\"eve\"}";

  @TempDir Path directory;
  private final Meters meters = new Meters();
  private final List<Observation> seen = new ArrayList<>();

  @AfterEach
  void close() {
    meters.close();
  }

  private Authorization policies() {
    try {
      Path file = directory.resolve("policies");
      Files.writeString(
          file,
          """
          statements:
            - {effect: allow, principals: [ann], actions: ['tiny:*'], streams: [bob, careless]}
          """);
      return new Policies(
          file,
          new KnownActions(Set.of("tiny:Greet"), Set.of("tiny:Greet")),
          "000000000000",
          System::nanoTime);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private Reply call(String operation, String body) {
    Authentication ann = (exchange, service) -> new Principal("AKIA", "ann");
    return new Dispatcher(
            List.of(TinyDialect.table()), ann, policies(), Optional.empty(), meters, seen::add)
        .serve(json("Tiny_2026." + operation, body));
  }

  private static String text(Reply reply) {
    return new String(Replies.bytes(reply), StandardCharsets.UTF_8);
  }

  @Test
  void whatIsAllowedIsDone() {
    assertThat(text(call("Greet", BOB))).contains("hi bob");
    assertThat(call("Forget", BOB).status()).isEqualTo(200);
  }

  @Test
  void whatIsNotAllowedIsDeniedBeforeAnythingIsDone() {
    for (String operation : List.of("Greet", "Forget", "Count", "Break")) {
      Reply reply = call(operation, EVE);

      assertThat(reply.status()).isEqualTo(400);
      assertThat(text(reply))
          .isEqualTo(
              "{\"__type\":\"AccessDeniedException\",\"message\":\"User:"
                  + " arn:aws:iam::000000000000:user/ann is not authorized to perform: tiny:"
                  + operation
                  + " on resource: arn:tiny:eve because no identity-based policy allows the tiny:"
                  + operation
                  + " action\"}");
    }
  }

  @Test
  void thePermissionComesAfterTheConstraintsAndBeforeTheLookUp() {
    assertThat(text(call("Greet", "{\"Name\":\"eve\",\"Times\":9}"))).contains("Validation");
    assertThat(text(call("Greet", "{\"Name\":\"nobody\"}"))).contains("AccessDenied");
  }

  @Test
  void anOperationThatForgetsToAskFails() {
    assertThat(call("Forget", "{\"Name\":\"careless\"}").status()).isEqualTo(500);
  }

  @Test
  void theAuditLogHasWhatChangesAndWhatIsDenied() {
    call("Greet", BOB);
    call("Forget", BOB);
    call("Forget", EVE);

    assertThat(seen).extracting(Observation::audited).containsExactly(true, false, true);
    assertThat(seen)
        .extracting(Observation::resource)
        .containsExactly("arn:tiny:bob", "arn:tiny:bob", "arn:tiny:eve");
    assertThat(seen).extracting(Observation::caller).containsOnly("ann");
  }

  @Test
  void theAuditLogHasWhoIsNotKnown() {
    Authentication strict =
        new TokenCallers(Optional.empty(), Authentication.NONE, List.of("ru-central1"));
    new Dispatcher(List.of(TinyDialect.table()), strict, meters, seen::add)
        .serve(json("Tiny_2026.Forget", BOB));

    assertThat(seen).extracting(Observation::audited).containsExactly(true);
    assertThat(seen).extracting(Observation::caller).containsExactly("unknown");
  }
}
