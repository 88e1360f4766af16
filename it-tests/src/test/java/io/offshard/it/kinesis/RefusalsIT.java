// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.offshard.it.kinesis.RefusalRow.Elsewhere;
import io.offshard.it.kinesis.RefusalRow.Never;
import io.offshard.it.kinesis.RefusalRow.Seen;
import io.offshard.it.server.Project;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/**
 * Every error that the service's model has for an operation: provoked, in both encodings, or the
 * table says why it does not occur.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RefusalsIT {
  private static final RefusalTable TABLE =
      RefusalTable.read(Project.testFile("tour/refusals.json"));

  /** The blocking client, of which the model is read, does not have this one. */
  private static final Set<String> OF_SUBSCRIBE_TO_SHARD =
      Set.of(
          "AccessDeniedException",
          "InvalidArgumentException",
          "LimitExceededException",
          "ResourceInUseException",
          "ResourceNotFoundException");

  private RefusalScene scene;

  @BeforeAll
  void sets(@TempDir Path directory) {
    scene = RefusalScene.set(directory);
  }

  @AfterAll
  void strikes() {
    scene.close();
  }

  static Stream<Arguments> provoked() {
    return Stream.of(Encoding.values())
        .flatMap(
            encoding ->
                TABLE.rows().stream()
                    .filter(row -> row.fate() instanceof Seen)
                    .map(row -> Arguments.of(encoding, row)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("provoked")
  void theErrorIsTheServicesOwn(Encoding encoding, RefusalRow row) {
    Seen seen = (Seen) row.fate();
    RawCall.Answer answer =
        RawCall.of(scene.endpoint(), encoding, row.operation(), seen.input(scene.names()));
    String message = answer.member("message");
    assertThat(answer.member("__type")).as("%s: %s", row, message).isEqualTo(row.error());
    assertThat(message).as(row.toString()).contains(seen.says(scene.names()));
    assertThat(answer.status()).as(row.toString()).isEqualTo(400);
  }

  @Test
  void theTableHasEachErrorOfTheModel() {
    Set<String> model = new TreeSet<>();
    for (Method method : KinesisClient.class.getMethods()) {
      if (method.getName().equals(operation(method, false))) {
        Stream.of(method.getExceptionTypes())
            .filter(KinesisException.class::isAssignableFrom)
            .filter(type -> type != KinesisException.class)
            .forEach(type -> model.add(operation(method, true) + " " + type.getSimpleName()));
      }
    }
    OF_SUBSCRIBE_TO_SHARD.forEach(error -> model.add("SubscribeToShard " + error));
    model.removeIf(pair -> TABLE.neverOccurs(pair.substring(pair.indexOf(' ') + 1)));

    List<String> rows = TABLE.rows().stream().map(RefusalRow::toString).toList();
    assertThat(rows).containsExactlyInAnyOrderElementsOf(model);
  }

  /** The name by the type of its request, to leave out pagers and overloads without a request. */
  private static String operation(Method method, boolean capital) {
    if (method.getParameterCount() != 1) {
      return "";
    }
    String request = method.getParameterTypes()[0].getSimpleName();
    if (!request.endsWith("Request")) {
      return "";
    }
    String name = request.substring(0, request.length() - "Request".length());
    return capital ? name : Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }

  @Test
  void whatIsSeenElsewhereHasItsTestThere() {
    assertThat(TABLE.rows().stream().map(RefusalRow::fate))
        .allSatisfy(
            fate -> {
              switch (fate) {
                case Elsewhere(String test) ->
                    assertThatCode(() -> Class.forName(test)).doesNotThrowAnyException();
                case Never(String why) -> assertThat(why).isNotEmpty();
                case Seen _ -> {}
              }
            });
  }
}
