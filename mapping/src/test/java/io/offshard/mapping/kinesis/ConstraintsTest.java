// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.offshard.mapping.shape.InvalidMembers;
import io.offshard.mapping.shape.MalformedBody;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Violation;
import io.offshard.mapping.shape.Wire;
import java.util.Collections;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The constraints of the service's model, where they can be reached by a request. */
class ConstraintsTest {

  private static <R extends java.lang.Record> R read(Struct<R> struct, String json) {
    return struct.decode(Wire.JSON, json.getBytes(UTF_8)).value();
  }

  private static void assertRefused(Struct<?> struct, String json, String... items) {
    InvalidMembers refused = catchThrowableOfType(InvalidMembers.class, () -> read(struct, json));

    assertThat(refused).as(json).isNotNull();
    assertThat(refused.violations()).extracting(Violation::text).containsExactlyInAnyOrder(items);
  }

  @Test
  void anEmptyRequestLacksWhatIsRequired() {
    assertRefused(
        GetShardIterator.Request.SHAPE,
        "{}",
        "Value null at 'shardId' failed to satisfy constraint: Member must not be null",
        "Value null at 'shardIteratorType' failed to satisfy constraint: Member must not be null");
    assertRefused(
        PutRecords.Request.SHAPE,
        "{}",
        "Value null at 'records' failed to satisfy constraint: Member must not be null");
  }

  @Test
  void allViolationsOfABatchAreToldAtOnce() {
    assertRefused(
        PutRecords.Request.SHAPE,
        "{\"StreamName\":\"a"
            + " b\",\"StreamARN\":\"x\",\"Records\":[{\"Data\":\"\",\"PartitionKey\":\"\"},"
            + "{\"PartitionKey\":\"k\",\"ExplicitHashKey\":\"-1\"}]}",
        "Value '' at 'records.1.member.partitionKey' failed to satisfy constraint: Member must have"
            + " length greater than or equal to 1",
        "Value null at 'records.2.member.data' failed to satisfy constraint: Member must not be"
            + " null",
        "Value '-1' at 'records.2.member.explicitHashKey' failed to satisfy constraint: Member must"
            + " satisfy regular expression pattern: 0|([1-9]\\d{0,38})",
        "Value 'a b' at 'streamName' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: [a-zA-Z0-9_.-]+",
        "Value 'x' at 'streamARN' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
  }

  @Test
  void enumsAreListedInTheServicesOrder() {
    assertRefused(
        GetShardIterator.Request.SHAPE,
        "{\"ShardId\":\"shardId-000000000000\",\"ShardIteratorType\":\"OLDEST\"}",
        "Value 'OLDEST' at 'shardIteratorType' failed to satisfy constraint: Member must satisfy"
            + " enum value set: [AFTER_SEQUENCE_NUMBER, LATEST, AT_TIMESTAMP, AT_SEQUENCE_NUMBER,"
            + " TRIM_HORIZON]");
  }

  @Test
  void numbersAreBounded() {
    assertRefused(
        CreateStream.Request.SHAPE,
        "{\"StreamName\":\"s\",\"ShardCount\":0,\"MaxRecordSizeInKiB\":10241,\"WarmThroughputMiBps\":-1}",
        "Value '0' at 'shardCount' failed to satisfy constraint: Member must have value greater"
            + " than or equal to 1",
        "Value '10241' at 'maxRecordSizeInKiB' failed to satisfy constraint: Member must have value"
            + " less than or equal to 10240",
        "Value '-1' at 'warmThroughputMiBps' failed to satisfy constraint: Member must have value"
            + " greater than or equal to 0");
    assertRefused(
        GetRecords.Request.SHAPE,
        "{\"ShardIterator\":\"i\",\"Limit\":10001}",
        "Value '10001' at 'limit' failed to satisfy constraint: Member must have value less than or"
            + " equal to 10000");
  }

  @Test
  void mapsAndListsAreBounded() {
    String keys = String.join(",", Collections.nCopies(51, "\"k\""));

    assertRefused(
        AddTagsToStream.Request.SHAPE,
        "{\"Tags\":{}}",
        "Value '{}' at 'tags' failed to satisfy constraint: Member must have length greater than or"
            + " equal to 1");
    assertRefused(
        RemoveTagsFromStream.Request.SHAPE,
        "{\"TagKeys\":[" + keys + "]}",
        "Value '["
            + keys.replace("\"", "").replace(",", ", ")
            + "]' at 'tagKeys' failed to satisfy"
            + " constraint: Member must have length less than or equal to 50");
    assertRefused(
        EnableEnhancedMonitoring.Request.SHAPE,
        "{\"ShardLevelMetrics\":[]}",
        "Value '[]' at 'shardLevelMetrics' failed to satisfy constraint: Member must have length"
            + " greater than or equal to 1");
    assertRefused(
        StartStreamEncryption.Request.SHAPE,
        "{\"EncryptionType\":\"KMS\",\"KeyId\":\"\"}",
        "Value '' at 'keyId' failed to satisfy constraint: Member must have length greater than or"
            + " equal to 1");
    assertRefused(
        TagResource.Request.SHAPE,
        "{\"Tags\":{\"a\":\"b\"},\"ResourceARN\":\"stream\"}",
        "Value 'stream' at 'resourceARN' failed to satisfy constraint: Member must satisfy regular"
            + " expression pattern: arn:aws.*:kinesis:.*:\\d{12}:.*stream/\\S+");
  }

  @Test
  void aBatchTakesFiveHundredRecords() {
    String entry = "{\"Data\":\"\",\"PartitionKey\":\"k\"}";
    String full = "{\"Records\":[" + String.join(",", Collections.nCopies(500, entry)) + "]}";
    String more = "{\"Records\":[" + String.join(",", Collections.nCopies(501, entry)) + "]}";

    assertThat(read(PutRecords.Request.SHAPE, full).records()).hasSize(500);
    assertThatThrownBy(() -> read(PutRecords.Request.SHAPE, more))
        .message()
        .startsWith(
            "1 validation error detected: Value"
                + " '[com.amazonaws.kinesis.v20131202.PutRecordsRequestEntry@")
        .endsWith(
            "]' at 'records' failed to satisfy constraint: Member must have length less than or"
                + " equal to 500");
  }

  @Test
  void aBatchCannotHoldMoreThanItsBytes() {
    String key = "6c506172746974696f6e4b6579 616b"; // "PartitionKey": "k"
    String first = "a2 6444617461 5864" + "00".repeat(100) + key;
    String again = "a2 6444617461 d81901" + key; // the data of the first by reference
    String batch = "a1 675265636f726473 d90100 9f" + first + again.repeat(20) + "ff";

    assertThatThrownBy(
            () ->
                PutRecords.Request.SHAPE.decode(
                    Wire.CBOR, HexFormat.of().parseHex(batch.replace(" ", ""))))
        .isInstanceOf(MalformedBody.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:kinesis:us-east-1:000000000000:stream/orders",
        "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/a.b-c_d",
      })
  void streamsCanBeGivenByArn(String arn) {
    assertThat(read(DescribeStream.Request.SHAPE, "{\"StreamARN\":\"" + arn + "\"}").streamArn())
        .isEqualTo(arn);
  }

  @Test
  void aHostileArnIsRefusedInNoTime() {
    String arn = "arn:aws" + ":kinesis:000000000000:stream/".repeat(60);

    for (int i = 0; i < 10; i++) {
      assertRefused(
          DeleteStream.Request.SHAPE,
          "{\"StreamARN\":\"" + arn + " \"}",
          "Value '"
              + arn
              + " ' at 'streamARN' failed to satisfy constraint: Member must satisfy regular"
              + " expression pattern: arn:aws.*:kinesis:.*:\\d{12}:stream/\\S+");
    }
  }

  @Test
  void aStreamIdIsTakenInRequests() {
    assertThat(
            read(DescribeStreamSummary.Request.SHAPE, "{\"StreamId\":\"0123456789abcdefghij-xyz\"}")
                .streamId())
        .isNotNull();
  }
}
