// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class KinesisFaultTest {
  private static final String S = "orders";
  private static final String A = "000000000000";
  private static final String X = "shardId-000000000005";

  static Stream<Arguments> texts() {
    return Stream.of(
        arguments(
            KinesisFault.streamNotFound(S, A),
            "ResourceNotFoundException",
            "Stream orders under account 000000000000 not found."),
        arguments(
            KinesisFault.shardNotFound(X, S, A),
            "ResourceNotFoundException",
            "Shard shardId-000000000005 in stream orders under account 000000000000 does not"
                + " exist"),
        arguments(
            KinesisFault.shardIdNotUnderstood("x", S, A),
            "ResourceNotFoundException",
            "Could not find shard x in stream orders under account 000000000000."),
        arguments(
            KinesisFault.streamExists(S, A),
            "ResourceInUseException",
            "Stream orders under account 000000000000 already exists."),
        arguments(
            KinesisFault.streamNotActive(S, A, StreamStatus.UPDATING),
            "ResourceInUseException",
            "Stream orders under account 000000000000 not ACTIVE, instead in state UPDATING"),
        arguments(
            KinesisFault.shardLimitExceeded(A, "us-east-1", 3, 1500, 1200),
            "LimitExceededException",
            "This request would exceed the shard limit for the account 000000000000 in us-east-1."
                + " Current shard count for the account: 3. Limit: 1500. Number of additional"
                + " shards that would have resulted from this request: 1200. Refer to the AWS"
                + " Service Limits page"
                + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for"
                + " current limits and how to request higher limits."),
        arguments(
            KinesisFault.iteratorExpired(
                Instant.parse("2024-03-15T07:58:30.999Z"), Instant.parse("2024-03-15T08:22:38Z")),
            "ExpiredIteratorException",
            "Iterator expired. The iterator was created at time Fri Mar 15 07:58:30 UTC 2024 while"
                + " right now it is Fri Mar 15 08:22:38 UTC 2024 which is further in the future"
                + " than the tolerated delay of 300000 milliseconds."),
        arguments(
            KinesisFault.invalidIterator(), "InvalidArgumentException", "Invalid ShardIterator."),
        arguments(
            KinesisFault.sequenceNumberMismatch(ShardIteratorType.LATEST, true),
            "InvalidArgumentException",
            "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
                + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no"
                + " StartingSequenceNumber. Request specified LATEST and also a"
                + " StartingSequenceNumber."),
        arguments(
            KinesisFault.sequenceNumberMismatch(ShardIteratorType.AT_SEQUENCE_NUMBER, false),
            "InvalidArgumentException",
            "Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
                + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no"
                + " StartingSequenceNumber. Request specified AT_SEQUENCE_NUMBER and no"
                + " StartingSequenceNumber."),
        arguments(
            KinesisFault.timestampMissing(),
            "InvalidArgumentException",
            "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP. Current"
                + " request has no timestamp parameter."),
        arguments(
            KinesisFault.timestampInFuture(Instant.ofEpochMilli(1001), Instant.ofEpochMilli(1000)),
            "InvalidArgumentException",
            "The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                + " timestampInMillis: 1001, currentTimestampInMillis: 1000"),
        arguments(
            KinesisFault.invalidStartingSequenceNumber("7", X, S, A),
            "InvalidArgumentException",
            "StartingSequenceNumber 7 used in GetShardIterator on shard shardId-000000000005 in"
                + " stream orders under account 000000000000 is invalid."),
        arguments(
            KinesisFault.foreignStartingSequenceNumber("7", X, S, A),
            "InvalidArgumentException",
            "StartingSequenceNumber 7 used in GetShardIterator on shard shardId-000000000005 in"
                + " stream orders under account 000000000000 is invalid because it did not come"
                + " from this stream."),
        arguments(
            KinesisFault.sequenceNumberOfOtherShard(X, "shardId-000000000000"),
            "InvalidArgumentException",
            "Invalid StartingSequenceNumber. It encodes shardId-000000000005, while it was used in"
                + " a call to a shard with shardId-000000000000"),
        arguments(
            KinesisFault.invalidExplicitHashKey("340282366920938463463374607431768211456"),
            "InvalidArgumentException",
            "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]. Specified"
                + " value was 340282366920938463463374607431768211456"),
        arguments(
            KinesisFault.invalidOrderingNumber("7", S, A),
            "InvalidArgumentException",
            "ExclusiveMinimumSequenceNumber 7 used in PutRecord on stream orders under account"
                + " 000000000000 is invalid."),
        arguments(
            KinesisFault.shardRateExceeded(X, S, A),
            "ProvisionedThroughputExceededException",
            "Rate exceeded for shard shardId-000000000005 in stream orders under account"
                + " 000000000000."),
        arguments(
            KinesisFault.nextTokenWith("ShardFilter"),
            "InvalidArgumentException",
            "NextToken and ShardFilter cannot be provided together."),
        arguments(
            KinesisFault.nextTokenOrStreamMissing(),
            "InvalidArgumentException",
            "Either NextToken or StreamName should be provided."),
        arguments(
            KinesisFault.nextTokenExpired(
                Instant.parse("2024-03-15T07:58:30.999Z"), Instant.parse("2024-03-15T08:22:38Z")),
            "ExpiredNextTokenException",
            "NextToken expired. The token was created at time Fri Mar 15 07:58:30 UTC 2024 while"
                + " right now it is Fri Mar 15 08:22:38 UTC 2024 which is further in the future"
                + " than the tolerated delay of 300000 milliseconds."),
        arguments(
            KinesisFault.invalidNextToken(), "InvalidArgumentException", "Invalid NextToken."),
        arguments(
            KinesisFault.streamMissing(),
            "InvalidArgumentException",
            "Either StreamName or StreamARN should be provided."),
        arguments(
            KinesisFault.streamsDiffer(S, "arn:x"),
            "InvalidArgumentException",
            "StreamName orders and StreamARN arn:x name different streams."),
        arguments(
            KinesisFault.shardFilterLacks("Timestamp", ShardFilterType.AT_TIMESTAMP),
            "InvalidArgumentException",
            "Must specify Timestamp for a ShardFilter of type AT_TIMESTAMP."),
        arguments(
            KinesisFault.streamGone(X, A),
            "ResourceNotFoundException",
            "Shard shardId-000000000005 in stream under account 000000000000 does not exist"),
        arguments(
            KinesisFault.illegalName("..", "Kafka has no topic of that name"),
            "InvalidArgumentException",
            "Stream name .. is not possible: Kafka has no topic of that name."),
        arguments(
            KinesisFault.notCreated(S, "Too many partitions."),
            "InvalidArgumentException",
            "Stream orders cannot be created: Too many partitions."),
        arguments(
            KinesisFault.onDemandLimitExceeded(A, 50),
            "LimitExceededException",
            "This request would exceed the on-demand stream limit for the account 000000000000."
                + " Limit: 50."),
        arguments(
            KinesisFault.overloaded(), "ProvisionedThroughputExceededException", "Rate exceeded."),
        arguments(
            KinesisFault.illegalTags(),
            "InvalidArgumentException",
            "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white"
                + " space, _ . / = + - % @."),
        arguments(
            KinesisFault.tooManyTags(S, A, 50),
            "InvalidArgumentException",
            "Failed to add tags to stream orders under account 000000000000 because a given stream"
                + " cannot have more than 50 tags associated with it."),
        arguments(
            KinesisFault.percentInTags("remove tags from", S, A),
            "InvalidArgumentException",
            "Failed to remove tags from stream orders under account 000000000000 because some tags"
                + " contained illegal characters. The allowed characters are Unicode letters,"
                + " white-spaces, '_',',','/','=','+','-','@',':'."),
        arguments(
            KinesisFault.retentionTooShort(23, 24),
            "InvalidArgumentException",
            "Minimum allowed retention period is 24 hours. Requested retention period (23 hours) is"
                + " too short."),
        arguments(
            KinesisFault.retentionTooLong(8761, 8760),
            "InvalidArgumentException",
            "Maximum allowed retention period is 8760 hours. Requested retention period (8761"
                + " hours) is too long."),
        arguments(
            KinesisFault.retentionInWrongDirection(S, 48, 24),
            "InvalidArgumentException",
            "Requested retention period (48 hours) for stream orders can not be longer than"
                + " existing retention period (24 hours). Use IncreaseRetentionPeriod API."),
        arguments(
            KinesisFault.retentionInWrongDirection(S, 24, 48),
            "InvalidArgumentException",
            "Requested retention period (24 hours) for stream orders can not be shorter than"
                + " existing retention period (48 hours). Use DecreaseRetentionPeriod API."),
        arguments(
            KinesisFault.onlyKms(),
            "InvalidArgumentException",
            "The only valid EncryptionType is KMS."),
        arguments(
            KinesisFault.notAltered(S, "Not allowed."),
            "InvalidArgumentException",
            "Stream orders cannot be changed: Not allowed."),
        arguments(
            ConsumerFaults.consumerExists("app", S, A),
            "ResourceInUseException",
            "Consumer app under stream orders already exists for account 000000000000."),
        arguments(
            ConsumerFaults.consumerNotFound("app", S, A),
            "ResourceNotFoundException",
            "Consumer app under stream orders and account 000000000000 not found."),
        arguments(
            ConsumerFaults.consumerLimitExceeded(S, A, 20),
            "LimitExceededException",
            "Stream orders under account 000000000000 has reached the limit of 20 registered"
                + " consumers."),
        arguments(
            ConsumerFaults.consumerMissing(),
            "InvalidArgumentException",
            "Either ConsumerARN, or StreamARN and ConsumerName, should be provided."),
        arguments(
            ConsumerFaults.consumersDiffer("arn:x"),
            "InvalidArgumentException",
            "ConsumerARN arn:x and the given ConsumerName or StreamARN name different consumers."),
        arguments(
            ConsumerFaults.streamHasConsumers(S, "arn:x"),
            "ResourceInUseException",
            "DeleteStream can't delete arn:x because there are consumers associated with this data"
                + " stream. To delete orders anyway, set the EnforceConsumerDeletion parameter to"
                + " true to force the deletion of all the consumers that are associated with it."),
        arguments(
            ConsumerFaults.tooManyConsumerTags("app", S, A, 50),
            "InvalidArgumentException",
            "Failed to add tags to consumer app under stream orders and account 000000000000"
                + " because a given consumer cannot have more than 50 tags associated with it."),
        arguments(
            CapacityFaults.warmThroughputUnavailable(),
            "InvalidArgumentException",
            "WarmThroughputMiBps is not available for this account."),
        arguments(
            CapacityFaults.notOnDemand(S, A),
            "ValidationException",
            "Request is invalid. Stream orders under account 000000000000 is not in On-Demand"
                + " mode."),
        arguments(
            CapacityFaults.tooManySwitches(S, A, 2),
            "LimitExceededException",
            "Stream orders under account 000000000000 cannot switch between capacity modes more"
                + " than 2 times within 24 hours."),
        arguments(
            PolicyFaults.unusable("The policy is not a JSON object."),
            "InvalidArgumentException",
            "The policy is not a JSON object."),
        arguments(
            PolicyFaults.tooLong(20481, 20480),
            "InvalidArgumentException",
            "The policy has 20481 bytes. It can have at most 20480."),
        arguments(
            KinesisFault.batchTooLarge(),
            "InvalidArgumentException",
            "Records size exceeds 10 MB limit"),
        arguments(
            KinesisFault.recordTooLarge("records.3.member.data", 1_048_577, 1_048_576),
            "ValidationException",
            "1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=1048577"
                + " cap=1048577]' at 'records.3.member.data' failed to satisfy constraint: Member"
                + " must have length less than or equal to 1048576"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void speaksTheServicesWords(KinesisFault fault, String type, String message) {
    assertThat(fault.type().wireName()).isEqualTo(type);
    assertThat(fault.message()).isEqualTo(message);
    assertThat(fault.type().status()).isEqualTo(400);
  }

  @Test
  void onlyInternalFailureIsTheServicesFault() {
    assertThat(KinesisFault.internalFailure())
        .isEqualTo(
            new KinesisFault(KinesisFault.Type.INTERNAL_FAILURE, "Internal service failure."));
    assertThat(Stream.of(KinesisFault.Type.values()).filter(type -> type.status() >= 500))
        .containsExactly(KinesisFault.Type.INTERNAL_FAILURE);
  }

  @Test
  void failedEntriesOfABatchNameInternalFailureShortly() {
    assertThat(PutRecordsResultEntry.failed(KinesisFault.internalFailure()).errorCode())
        .isEqualTo("InternalFailure");
    assertThat(PutRecordsResultEntry.failed(KinesisFault.shardRateExceeded(X, S, A)).errorCode())
        .isEqualTo("ProvisionedThroughputExceededException");
  }
}
