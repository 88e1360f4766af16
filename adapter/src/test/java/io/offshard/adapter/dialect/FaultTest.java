// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.shape.Wire;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Error bodies, byte for byte. */
class FaultTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "AccessDeniedException|no|{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}",
        "UnknownOperationException||{\"__type\":\"UnknownOperationException\"}",
        "SerializationException||{\"__type\":\"SerializationException\"}",
        "SerializationException|no|{\"__type\":\"SerializationException\",\"Message\":\"no\"}",
      })
  void jsonHasTypeThenText(String type, @Nullable String message, String body) {
    assertThat(
            new String(
                new Fault(type, 400, message).encode(Wire.JSON, WireProtocol.JSON_1_1_AND_CBOR),
                UTF_8))
        .isEqualTo(body);
  }

  @ParameterizedTest
  @CsvSource({"AccessDeniedException,message", "SerializationException,Message"})
  void cborIsAMapOfOpenLengthAsTheServiceWritesIt(String type, String textMember) {
    assertThat(new Fault(type, 400, "no").encode(Wire.CBOR, WireProtocol.JSON_1_1_AND_CBOR))
        .isEqualTo(
            HexFormat.of()
                .parseHex(
                    "bf" + text("__type") + text(type) + text(textMember) + text("no") + "ff"));
  }

  @ParameterizedTest
  @CsvSource({
    "ValidationException,com.amazon.coral.validate#ValidationException",
    "UnknownOperationException,com.amazon.coral.service#UnknownOperationException",
    "TrimmedDataAccessException,com.amazonaws.dynamodb.v20120810#TrimmedDataAccessException",
    "InternalFailureException,com.amazonaws.dynamodb.v20120810#InternalServerError",
    "ProvisionedThroughputExceededException,com.amazonaws.dynamodb.v20120810#ThrottlingException",
  })
  void dynamoDbHasNamespacesAndNamesOfItsOwn(String type, String told) {
    assertThat(
            new String(new Fault(type, 400, null).encode(Wire.JSON, WireProtocol.DYNAMODB), UTF_8))
        .isEqualTo("{\"__type\":\"" + told + "\"}");
  }

  private static String text(String ascii) {
    return HexFormat.of().toHexDigits((byte) (0x60 + ascii.length()))
        + HexFormat.of().formatHex(ascii.getBytes(UTF_8));
  }
}
