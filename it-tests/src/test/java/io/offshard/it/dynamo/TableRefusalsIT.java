// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.dynamo.RawTableCall.Answer;
import io.offshard.it.dynamo.TableRefusal.Local;
import io.offshard.it.kcl.DynamoDbLocal;
import io.offshard.it.server.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/**
 * What is said to calls with mistakes, here and by DynamoDB Local: the same, or the table says why
 * not.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class TableRefusalsIT {
  private static final JsonNode TABLE = read(Project.testFile("tour/table-refusals.json"));

  private RefusedTables here;
  private DynamoDbLocal dynamoDb;
  private TablePlace local;

  @BeforeAll
  void start(@TempDir Path directory) {
    dynamoDb = DynamoDbLocal.start(directory.resolve("local"));
    local = TablePlace.local(dynamoDb);
    here = RefusedTables.start(directory.resolve("here"));
  }

  @AfterAll
  void stop() {
    here.close();
    dynamoDb.close();
  }

  private static JsonNode read(Path file) {
    try {
      return JsonNode.parser().parse(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Stream<TableRefusal> rows() {
    return TABLE.field("rows").orElseThrow().asArray().stream().map(TableRefusal::of);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void theErrorIsTheServicesOwn(TableRefusal row) {
    Answer answer = row.ask(here.place());
    assertSaid(answer, row.error(), row.says(), here.place());
    assertThat(answer.status()).isEqualTo(row.error().equals("ok") ? 200 : 400);
    assertThat(answer.isChecksummed()).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rows")
  void dynamoDbLocalSaysTheSameOrTheTableSaysWhyNot(TableRefusal row) {
    Local differs = row.local();
    if (differs == null) {
      assertSaid(row.ask(local), row.error(), row.says(), local);
      return;
    }
    assertThat(differs.because()).isNotBlank();
    if (differs.error() != null) {
      assertSaid(row.ask(local), differs.error(), differs.says(), local);
      assertThat(differs.error() + differs.says()).isNotEqualTo(row.error() + row.says());
    }
  }

  private static void assertSaid(Answer answer, String error, String says, TablePlace place) {
    assertThat(answer.type()).as(answer.text()).isEqualTo(TableRefusal.type(error));
    assertThat(answer.message()).isEqualTo(TableRefusal.filled(says, place.names()));
  }

  @Test
  void theTableHasEachErrorOfTheModel() {
    Set<String> model = new TreeSet<>();
    for (Method method : DynamoDbStreamsClient.class.getMethods()) {
      Class<?>[] parameters = method.getParameterTypes();
      String request = parameters.length == 1 ? parameters[0].getSimpleName() : "";
      if (request.equalsIgnoreCase(method.getName() + "Request")) {
        String operation = request.substring(0, request.length() - "Request".length());
        Stream.of(method.getExceptionTypes())
            .filter(DynamoDbException.class::isAssignableFrom)
            .filter(type -> type != DynamoDbException.class)
            .forEach(type -> model.add(operation + " " + type.getSimpleName()));
      }
    }
    assertThat(model).hasSizeGreaterThan(8);
    Set<String> never = TABLE.field("never").orElseThrow().asObject().keySet();
    assertThat(
            model.stream()
                .filter(pair -> !never.contains(pair))
                .filter(pair -> !never.contains(pair.substring(pair.indexOf(' ') + 1))))
        .isSubsetOf(
            rows().map(row -> row.operation() + " " + row.error()).collect(Collectors.toSet()));
  }
}
