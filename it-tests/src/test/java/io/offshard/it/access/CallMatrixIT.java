// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.access.MatrixCall.Answer;
import io.offshard.it.access.Operations.Sample;
import io.offshard.it.client.LiveStream;
import io.offshard.it.natives.OwnedTopic;
import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
import software.amazon.awssdk.services.kinesis.KinesisClient;

/** Every operation of every API, called by everybody that must not, and by one that may. */
@TestInstance(Lifecycle.PER_CLASS)
final class CallMatrixIT {
  private static final String ELSEWHERE =
      """
        - effect: allow
          principals: [bob]
          actions: ['*']
          streams: [elsewhere, 'elsewhere/*', 'arn:aws:*/elsewhere']
      """;

  private Map<String, String> names = Map.of();
  private GuardedServer guarded;
  private MatrixCall calls;

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    String stream = StreamNames.fresh("matrix");
    String topic = StreamNames.fresh("changes");
    OwnedTopic.create(SharedServer.broker().bootstrapServers(), topic, 1, Map.of());
    guarded =
        new GuardedServer(
            directory,
            ELSEWHERE,
            Map.of(
                "OFFSHARD_DIALECTS",
                "[kinesis, dynamodb-streams, yandex, v3io]",
                "OFFSHARD_YANDEX_DATABASE",
                SharedServer.DATABASE,
                "OFFSHARD_TABLES",
                "[{name: %1$s, topic: %1$s, form: dynamodb, hash-key: id}]".formatted(topic)));
    calls = new MatrixCall(guarded.server().endpoint());
    try (KinesisClient ann = guarded.kinesis("ann")) {
      LiveStream.create(ann, stream, 1, request -> {});
    }
    names = Positions.find(calls, stream, topic);
  }

  @AfterAll
  void stop() {
    guarded.close();
  }

  static Stream<Sample> samples() {
    return Operations.samples().stream();
  }

  @Test
  void noOperationIsMissing() {
    Set<String> called = samples().map(Sample::name).collect(Collectors.toSet());

    assertThat(Operations.served()).hasSizeGreaterThan(75);
    assertThat(called).containsAll(Operations.served()).containsAll(Operations.refused());
    assertThat(called).hasSize(Operations.served().size() + Operations.refused().size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void whoMayNotIsToldWhyAndWhoMayIsServed(Sample sample) {
    Sample filled = sample.filled(names);
    for (Caller caller : Caller.values()) {
      boolean timeless = sample.api().equals("v3io") && !caller.clock().isZero();
      if (!timeless) {
        Answer answer = calls.of(filled, caller);
        boolean refused = Operations.refused().contains(sample.name());
        if (caller == Caller.ANN || (refused && caller == Caller.BOB)) {
          assertServed(sample, answer, refused);
        } else {
          assertRefused(filled, caller, answer);
        }
      }
    }
  }

  private static void assertServed(Sample sample, Answer answer, boolean refused) {
    assertThat(answer.status()).as(sample.name() + answer.text()).isLessThan(500);
    if (refused) {
      assertThat(answer.status()).as(sample.name() + answer.text()).isEqualTo(400);
    }
    assertThat(answer.status()).isNotIn(401, 403);
    assertThat(answer.text())
        .as(sample.name())
        .doesNotContain(
            "AccessDenied", "InvalidSignature", "UnrecognizedClient", "MissingAuthentication");
  }

  private static void assertRefused(Sample sample, Caller caller, Answer answer) {
    List<String> words =
        switch (sample.api()) {
          case "v3io" -> v3io(sample, caller);
          case "yandex" -> yandex(caller);
          default -> aws(sample, caller);
        };
    int status = !sample.api().equals("v3io") ? 400 : caller == Caller.BOB ? 403 : 401;
    assertThat(answer.status()).as(sample.name() + " by " + caller).isEqualTo(status);
    assertThat(answer.text()).as(sample.name() + " by " + caller).contains(words);
  }

  private static List<String> aws(Sample sample, Caller caller) {
    String service = sample.api().startsWith("dynamodb") ? "dynamodb" : "kinesis";
    return switch (caller) {
      case NOBODY -> List.of("MissingAuthenticationTokenException");
      case UNKNOWN -> List.of("UnrecognizedClientException");
      case FORGER -> List.of("InvalidSignatureException", "does not match");
      case EARLY -> List.of("InvalidSignatureException", "Signature not yet current");
      case LATE -> List.of("InvalidSignatureException", "Signature expired");
      case BOB ->
          List.of(
              "AccessDeniedException",
              "User: arn:aws:iam::000000000000:user/bob is not authorized to perform: "
                  + service
                  + ":"
                  + sample.operation());
      case ANN -> throw new IllegalArgumentException("ann may");
    };
  }

  private static List<String> yandex(Caller caller) {
    return switch (caller) {
      case NOBODY -> List.of("IncompleteSignature");
      case UNKNOWN -> List.of("AccessDeniedException", "security token");
      case FORGER -> List.of("AccessDeniedException", "does not match");
      case EARLY -> List.of("AccessDeniedException", "Signature not yet current");
      case LATE -> List.of("AccessDeniedException", "Signature expired");
      case BOB -> List.of("AccessDeniedException", "Access for stream ", " is denied");
      case ANN -> throw new IllegalArgumentException("ann may");
    };
  }

  private static List<String> v3io(Sample sample, Caller caller) {
    boolean headOnly = sample.rest().getFirst().equals("HEAD");
    if (headOnly) {
      return List.of("");
    }
    return List.of(caller == Caller.BOB ? "Permission denied" : "Unauthorized");
  }
}
