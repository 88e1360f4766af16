// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_SEQUENCE_NUMBER;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.AT_TIMESTAMP;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.LATEST;
import static software.amazon.awssdk.services.kinesis.model.ShardIteratorType.TRIM_HORIZON;

import io.offshard.it.client.JavaClients;
import io.offshard.it.client.LiveStream;
import java.math.BigInteger;
import java.time.Instant;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;

/** Every refusal carries the service's own type and text, through the error classes of the SDK. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RejectedInputIT {

  private static final String ACCOUNT = "000000000000";

  private final KinesisClient kinesis = JavaClients.shared();
  private LiveStream stream = new LiveStream(kinesis, "none", 0);

  @BeforeAll
  void createsAStream() {
    stream = LiveStream.create(kinesis, 2);
  }

  @Test
  void anUnknownStreamIsNotFound() {
    String text = "Stream not-there under account " + ACCOUNT + " not found.";
    assertNotFound(text, () -> kinesis.describeStream(request -> request.streamName("not-there")));
    assertNotFound(
        text, () -> kinesis.describeStreamSummary(request -> request.streamName("not-there")));
    assertNotFound(text, () -> kinesis.listShards(request -> request.streamName("not-there")));
    assertNotFound(text, () -> kinesis.deleteStream(request -> request.streamName("not-there")));
    assertNotFound(text, () -> new LiveStream(kinesis, "not-there", 1).put(0, "a"));
    assertNotFound(
        "Shard shardId-000000000000 in stream not-there under account "
            + ACCOUNT
            + " does not exist",
        () -> new LiveStream(kinesis, "not-there", 1).iterator(0, LATEST));
  }

  @Test
  void anUnknownShardIsNotFound() {
    assertNotFound(
        "Shard shardId-000000000009 in stream %s under account %s does not exist"
            .formatted(stream.name(), ACCOUNT),
        () -> stream.iterator(9, LATEST));
    assertNotFound(
        "Could not find shard nonsense in stream %s under account %s."
            .formatted(stream.name(), ACCOUNT),
        () -> stream.iterator(0, LATEST, request -> request.shardId("nonsense")));
  }

  @Test
  void anIteratorThatWasNotIssuedIsInvalid() {
    assertInvalid("Invalid ShardIterator.", () -> stream.page("garbage"));
    assertInvalid("Invalid ShardIterator.", () -> stream.page("A".repeat(200)));
    // All but the last character, which may have bits that mean nothing.
    String issued = stream.iterator(0, TRIM_HORIZON);
    for (int at = 0; at < issued.length() - 1; at += 7) {
      char other = issued.charAt(at) == 'A' ? 'B' : 'A';
      String forged = issued.substring(0, at) + other + issued.substring(at + 1);
      assertInvalid("Invalid ShardIterator.", () -> stream.page(forged));
    }
  }

  @Test
  void aHashKeyMustBeBelowTwoToThe128() {
    String tooLarge = BigInteger.ONE.shiftLeft(128).toString();
    assertInvalid(
        "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified"
            + " value was "
            + tooLarge,
        () -> putWithHashKey(tooLarge));
    assertRefused(
        "ValidationException",
        "at 'explicitHashKey' failed to satisfy constraint",
        () -> putWithHashKey("-1"));
  }

  @Test
  void allBrokenConstraintsAreNamedAtOnce() {
    assertRefused(
        "ValidationException",
        "2 validation errors detected: ",
        () -> kinesis.describeStream(request -> request.streamName("")));
    assertRefused(
        "ValidationException",
        "1 validation error detected: Value '10001' at 'limit' failed to satisfy constraint: "
            + "Member must have value less than or equal to 10000",
        () -> kinesis.getRecords(request -> request.shardIterator("x").limit(10_001)));
  }

  @Test
  void aSequenceNumberMustBeOneOfTheShard() {
    String ofShard1 = stream.put(1, "a").sequenceNumber();
    assertInvalid(
        "Invalid StartingSequenceNumber. It encodes shardId-000000000001, while it was used in a"
            + " call to a shard with shardId-000000000000",
        () ->
            stream.iterator(
                0, AT_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(ofShard1)));
    String nonsense = "7".repeat(56);
    assertInvalid(
        "StartingSequenceNumber %s used in GetShardIterator on shard shardId-000000000000 in stream %s under account %s is invalid"
            .formatted(nonsense, stream.name(), ACCOUNT),
        () ->
            stream.iterator(
                0, AT_SEQUENCE_NUMBER, request -> request.startingSequenceNumber(nonsense)));
  }

  @Test
  void aPositionMustFitItsType() {
    assertInvalid(
        "Request specified LATEST and also a StartingSequenceNumber.",
        () -> stream.iterator(0, LATEST, request -> request.startingSequenceNumber("123")));
    assertInvalid(
        "Request specified AT_SEQUENCE_NUMBER and no StartingSequenceNumber.",
        () -> stream.iterator(0, AT_SEQUENCE_NUMBER));
    assertInvalid(
        "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current"
            + " request has no timestamp parameter.",
        () -> stream.iterator(0, AT_TIMESTAMP));
    assertInvalid(
        "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis.",
        () ->
            stream.iterator(
                0, AT_TIMESTAMP, request -> request.timestamp(Instant.now().plusSeconds(60))));
  }

  @Test
  void aNameThatIsTakenIsInUse() {
    assertRefused(
        "ResourceInUseException",
        "Stream %s under account %s already exists.".formatted(stream.name(), ACCOUNT),
        () -> kinesis.createStream(request -> request.streamName(stream.name()).shardCount(1)));
  }

  @Test
  void moreShardsThanTheAccountMayHaveAreTooMany() {
    assertRefused(
        "LimitExceededException",
        "This request would exceed the shard limit for the account " + ACCOUNT,
        () -> kinesis.createStream(request -> request.streamName("too-large").shardCount(100_000)));
  }

  @Test
  void aStreamMustBeNamed() {
    assertThatExceptionOfType(KinesisException.class)
        .isThrownBy(() -> kinesis.describeStreamSummary(request -> {}))
        .satisfies(refusal -> assertThat(refusal.statusCode()).isEqualTo(400));
  }

  private void putWithHashKey(String hashKey) {
    kinesis.putRecord(
        request ->
            request
                .streamName(stream.name())
                .partitionKey("key")
                .explicitHashKey(hashKey)
                .data(SdkBytes.fromUtf8String("x")));
  }

  private static void assertNotFound(String text, ThrowingCallable call) {
    assertRefused("ResourceNotFoundException", text, call);
  }

  private static void assertInvalid(String text, ThrowingCallable call) {
    assertRefused("InvalidArgumentException", text, call);
  }

  private static void assertRefused(String type, String text, ThrowingCallable call) {
    assertThatExceptionOfType(KinesisException.class)
        .isThrownBy(call)
        .satisfies(
            refusal -> {
              assertThat(refusal.awsErrorDetails().errorCode()).isEqualTo(type);
              assertThat(refusal.awsErrorDetails().errorMessage()).contains(text);
              assertThat(refusal.statusCode()).isEqualTo(400);
              assertThat(refusal.requestId()).isNotBlank();
            });
  }
}
