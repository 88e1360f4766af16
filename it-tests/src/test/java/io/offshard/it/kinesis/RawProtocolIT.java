// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import io.offshard.it.server.StreamNames;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RawProtocolIT {

  private LiveStream stream = new LiveStream(JavaClients.shared(), "none", 0);

  @BeforeAll
  void createsAStream() {
    stream = LiveStream.create(JavaClients.shared(), 1);
  }

  @ParameterizedTest
  @EnumSource
  void anAnswerHasTheEncodingOfItsRequestAndTheServicesHeaders(Encoding encoding) {
    RawCall.Answer answer = RawCall.of(encoding, "ListShards", Map.of("StreamName", stream.name()));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo(encoding.contentType());
    assertThat(answer.header("content-length")).isEqualTo(Integer.toString(answer.body().length));
    assertThat(UUID.fromString(answer.header("x-amzn-RequestId"))).isNotNull();
    assertThat(answer.header("x-amz-id-2")).isNotBlank();
    assertThat(encoding.read(answer.body()).field("Shards").orElseThrow().asArray()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void anOperationWithoutAnAnswerHasAnEmptyBody(Encoding encoding) {
    RawCall.Answer answer =
        RawCall.of(
            encoding,
            "CreateStream",
            Map.of("StreamName", StreamNames.fresh("void"), "ShardCount", 1));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-length")).isEqualTo("0");
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void membersThatTheServiceDoesNotKnowAreIgnored(Encoding encoding) {
    RawCall.Answer answer =
        RawCall.of(
            encoding,
            "DescribeStreamSummary",
            Map.of(
                "StreamName",
                stream.name(),
                "Novelty",
                Map.of("Deep", List.of(1, "two", List.of()))));

    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @EnumSource
  void anErrorHasItsTypeInBodyAndHeader(Encoding encoding) {
    RawCall.Answer answer =
        RawCall.of(encoding, "DescribeStream", Map.of("StreamName", "not-there"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("content-type")).isEqualTo(encoding.contentType());
    assertThat(answer.header("x-amzn-ErrorType")).isEqualTo("ResourceNotFoundException");
    assertThat(answer.member("__type")).isEqualTo("ResourceNotFoundException");
    assertThat(answer.member("message"))
        .isEqualTo("Stream not-there under account 000000000000 not found.");
  }

  @ParameterizedTest
  @EnumSource
  void aMalformedBodyIsASerializationProblem(Encoding encoding) {
    byte[] whole = encoding.write(Map.of("StreamName", stream.name()));
    byte[] torn = Arrays.copyOf(whole, whole.length - 3);

    for (byte[] body : List.of(torn, "}{".getBytes(UTF_8), new byte[] {(byte) 0xff, 0, 1})) {
      RawCall.Answer answer = RawCall.of(encoding, "DescribeStream", body);
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.member("__type")).isEqualTo("SerializationException");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aMemberOfTheWrongTypeIsASerializationProblemWithItsReason(Encoding encoding) {
    RawCall.Answer answer = RawCall.of(encoding, "DescribeStream", Map.of("StreamName", true));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("__type")).isEqualTo("SerializationException");
    assertThat(answer.member("Message"))
        .isEqualTo("class java.lang.Boolean can not be converted to an String");
  }

  @ParameterizedTest
  @EnumSource
  void aBatchWithOneMalformedEntryWritesNothing(Encoding encoding) {
    LiveStream own = LiveStream.create(JavaClients.shared(), 1);
    Map<String, Object> good = Map.of("PartitionKey", "k", "Data", "x".getBytes(UTF_8));
    for (Map<String, Object> bad :
        List.of(
            Map.<String, Object>of("PartitionKey", "k"),
            Map.<String, Object>of("PartitionKey", "", "Data", new byte[1]),
            Map.<String, Object>of("PartitionKey", "k", "Data", true),
            Map.<String, Object>of(
                "PartitionKey", "k", "Data", new byte[1], "ExplicitHashKey", "9".repeat(39)))) {
      RawCall.Answer answer =
          RawCall.of(
              encoding,
              "PutRecords",
              Map.of("StreamName", own.name(), "Records", List.of(good, bad, good)));
      assertThat(answer.status()).isEqualTo(400);
    }

    assertThat(own.texts(0)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void anUnknownOperationIsUnknown(Encoding encoding) {
    RawCall.Answer answer = RawCall.of(encoding, "MakeCoffee", Map.of());

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.member("__type")).isEqualTo("UnknownOperationException");
  }

  @ParameterizedTest
  @EnumSource
  void aBodyOfMoreThanFourteenMebibytesIsTooLarge(Encoding encoding) {
    RawCall.Answer answer = RawCall.of(encoding, "PutRecord", new byte[(14 << 20) + 1]);

    assertThat(answer.status()).isEqualTo(413);
  }
}
