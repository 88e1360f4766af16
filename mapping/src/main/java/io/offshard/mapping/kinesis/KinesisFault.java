// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An error answer: its type and its text. The factories hold the texts of the real service, which
 * people search for and programs match on; where a text is not known from the service, the factory
 * says so.
 *
 * @param type the modelled error
 * @param message the text, or null where the service gives none
 * @see <a href="https://docs.aws.amazon.com/kinesis/latest/APIReference/CommonErrors.html">Common
 *     errors</a>
 */
public record KinesisFault(Type type, @Nullable String message) {

  /** The errors that the service knows. */
  public enum Type {
    ACCESS_DENIED("AccessDeniedException"),
    EXPIRED_ITERATOR("ExpiredIteratorException"),
    EXPIRED_NEXT_TOKEN("ExpiredNextTokenException"),
    /** The only one that is the service's fault. */
    INTERNAL_FAILURE("InternalFailureException"),
    INVALID_ARGUMENT("InvalidArgumentException"),
    LIMIT_EXCEEDED("LimitExceededException"),
    PROVISIONED_THROUGHPUT_EXCEEDED("ProvisionedThroughputExceededException"),
    RESOURCE_IN_USE("ResourceInUseException"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    VALIDATION("ValidationException");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }

    /** The name in the answer's {@code __type} and {@code x-amzn-ErrorType}. */
    public String wireName() {
      return wireName;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return this == INTERNAL_FAILURE ? 500 : 400;
    }

    /**
     * The ErrorCode of a single record in the answer of PutRecords, where one error has a name of
     * its own.
     */
    String entryCode() {
      return this == INTERNAL_FAILURE ? "InternalFailure" : wireName;
    }
  }

  // The form of java.util.Date, which is what the service prints.
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss 'UTC' uuuu", Locale.US)
          .withZone(ZoneOffset.UTC);

  /** Anything that is not the caller's fault. */
  public static KinesisFault internalFailure() {
    return new KinesisFault(Type.INTERNAL_FAILURE, "Internal service failure.");
  }

  /** No such stream, or not one of this account or region. */
  public static KinesisFault streamNotFound(String stream, String account) {
    return notFound("Stream " + stream + " under account " + account + " not found.");
  }

  /**
   * A well-formed shard id without a shard, or with one of a missing stream; the text has no full
   * stop.
   */
  public static KinesisFault shardNotFound(String shardId, String stream, String account) {
    return notFound("Shard " + shardId + in(stream, account) + " does not exist");
  }

  /**
   * A shard id that cannot be parsed, answered before the stream is looked up; or one without a
   * shard, where it is to be split or merged.
   */
  public static KinesisFault shardIdNotUnderstood(String shardId, String stream, String account) {
    return notFound("Could not find shard " + shardId + in(stream, account) + ".");
  }

  /** CreateStream of a name that is taken. */
  public static KinesisFault streamExists(String stream, String account) {
    return inUse("Stream " + stream + " under account " + account + " already exists.");
  }

  /** An operation that needs an active stream. */
  public static KinesisFault streamNotActive(String stream, String account, StreamStatus status) {
    return inUse(
        "Stream %s under account %s not ACTIVE, instead in state %s"
            .formatted(stream, account, status));
  }

  /** CreateStream beyond the shards that the account may have. */
  public static KinesisFault shardLimitExceeded(
      String account, String region, int current, int limit, int additional) {
    return new KinesisFault(
        Type.LIMIT_EXCEEDED,
        ("This request would exceed the shard limit for the account %s in %s. Current shard count"
             + " for the account: %s. Limit: %s. Number of additional shards that would have"
             + " resulted from this request: %s. Refer to the AWS Service Limits page"
             + " (http://docs.aws.amazon.com/general/latest/gr/aws_service_limits.html) for current"
             + " limits and how to request higher limits.")
            .formatted(account, region, current, limit, additional));
  }

  /** Too much data or too many calls for one shard. */
  public static KinesisFault shardRateExceeded(String shardId, String stream, String account) {
    return new KinesisFault(
        Type.PROVISIONED_THROUGHPUT_EXCEEDED,
        "Rate exceeded for shard " + shardId + in(stream, account) + ".");
  }

  /** An iterator older than five minutes. */
  public static KinesisFault iteratorExpired(Instant created, Instant now) {
    return new KinesisFault(
        Type.EXPIRED_ITERATOR,
        ("Iterator expired. The iterator was created at time %s while right now it is %s which is"
                + " further in the future than the tolerated delay of 300000 milliseconds.")
            .formatted(DATE.format(created), DATE.format(now)));
  }

  /** An iterator that was not issued here, or not as it is. */
  public static KinesisFault invalidIterator() {
    return invalid("Invalid ShardIterator.");
  }

  /**
   * A NextToken older than five minutes. The service's text is not known; this follows the
   * iterator's.
   */
  public static KinesisFault nextTokenExpired(Instant created, Instant now) {
    return new KinesisFault(
        Type.EXPIRED_NEXT_TOKEN,
        ("NextToken expired. The token was created at time %s while right now it is %s which is"
                + " further in the future than the tolerated delay of 300000 milliseconds.")
            .formatted(DATE.format(created), DATE.format(now)));
  }

  /** A NextToken that was not issued here, or not as it is. The service's text is not known. */
  public static KinesisFault invalidNextToken() {
    return invalid("Invalid NextToken.");
  }

  /** A NextToken together with a member that it already stands for, such as {@code StreamName}. */
  public static KinesisFault nextTokenWith(String member) {
    return invalid("NextToken and " + member + " cannot be provided together.");
  }

  /** ListShards with neither a token nor a stream. */
  public static KinesisFault nextTokenOrStreamMissing() {
    return invalid("Either NextToken or StreamName should be provided.");
  }

  /**
   * Neither StreamName nor StreamARN. The service's text is not known; this follows that of
   * ListShards.
   */
  public static KinesisFault streamMissing() {
    return invalid("Either StreamName or StreamARN should be provided.");
  }

  /** StreamName and StreamARN of two streams. The service's text is not known. */
  public static KinesisFault streamsDiffer(String stream, String arn) {
    return invalid("StreamName " + stream + " and StreamARN " + arn + " name different streams.");
  }

  /** A shard filter without what its type needs. The service's text is not known. */
  public static KinesisFault shardFilterLacks(String member, ShardFilterType type) {
    return invalid("Must specify %s for a ShardFilter of type %s.".formatted(member, type));
  }

  /** A sequence number for an iterator type that takes none, or none for one that needs it. */
  public static KinesisFault sequenceNumberMismatch(ShardIteratorType type, boolean given) {
    return invalid(
        ("Must either specify (1) AT_SEQUENCE_NUMBER or AFTER_SEQUENCE_NUMBER and"
                + " StartingSequenceNumber or (2) TRIM_HORIZON or LATEST and no"
                + " StartingSequenceNumber. Request specified %s and %s StartingSequenceNumber.")
            .formatted(type, given ? "also a" : "no"));
  }

  /** AT_TIMESTAMP without a timestamp. */
  public static KinesisFault timestampMissing() {
    return invalid(
        "Must specify timestampInMillis parameter for iterator of type AT_TIMESTAMP."
            + " Current request has no timestamp parameter.");
  }

  /** AT_TIMESTAMP in the future. */
  public static KinesisFault timestampInFuture(Instant timestamp, Instant now) {
    return invalid(
        ("The timestampInMillis parameter cannot be greater than the currentTimestampInMillis."
                + " timestampInMillis: %s, currentTimestampInMillis: %s")
            .formatted(timestamp.toEpochMilli(), now.toEpochMilli()));
  }

  /** A number that is not a sequence number at all. */
  public static KinesisFault invalidStartingSequenceNumber(
      String number, String shardId, String stream, String account) {
    return invalid(startingNumber(number, shardId, stream, account) + ".");
  }

  /** A sequence number of another stream, or of a former one of this name. */
  public static KinesisFault foreignStartingSequenceNumber(
      String number, String shardId, String stream, String account) {
    return invalid(
        startingNumber(number, shardId, stream, account)
            + " because it did not come from this stream.");
  }

  /** A sequence number of another shard of the stream. */
  public static KinesisFault sequenceNumberOfOtherShard(String encoded, String used) {
    return invalid(
        "Invalid StartingSequenceNumber. It encodes %s, while it was used in a call to a shard with %s"
            .formatted(encoded, used));
  }

  /** A hash key of the right form but beyond 128 bits. */
  public static KinesisFault invalidExplicitHashKey(String hashKey) {
    return invalid(
        "Invalid ExplicitHashKey. ExplicitHashKey must be in the range: [0, 2^128-1]."
            + " Specified value was "
            + hashKey);
  }

  /** A SequenceNumberForOrdering that is not a sequence number. */
  public static KinesisFault invalidOrderingNumber(String number, String stream, String account) {
    return invalid(
        "ExclusiveMinimumSequenceNumber %s used in PutRecord on stream %s under account %s is invalid."
            .formatted(number, stream, account));
  }

  /**
   * Data and partition key larger than the stream allows.
   *
   * @param path {@code data}, or {@code records.3.member.data} in a batch
   */
  public static KinesisFault recordTooLarge(String path, int bytes, int limit) {
    return new KinesisFault(
        Type.VALIDATION,
        ("1 validation error detected: Value 'java.nio.HeapByteBuffer[pos=0 lim=%s cap=%s]' at '%s'"
                + " failed to satisfy constraint: Member must have length less than or equal to %s")
            .formatted(bytes, bytes, path, limit));
  }

  /**
   * An iterator of a stream that has been deleted. The service, which does not forget names, gives
   * the stream's in the same sentence.
   */
  public static KinesisFault streamGone(String shardId, String account) {
    return notFound("Shard " + shardId + " in stream under account " + account + " does not exist");
  }

  /** A name that cannot be that of a stream here. The service has no such rule. */
  public static KinesisFault illegalName(String stream, String reason) {
    return invalid("Stream name " + stream + " is not possible: " + reason + ".");
  }

  /** A stream that Kafka will not hold. The service has no such case. */
  public static KinesisFault notCreated(String stream, String reason) {
    return invalid("Stream " + stream + " cannot be created: " + reason);
  }

  /** More on-demand streams than allowed. The service's text is not known. */
  public static KinesisFault onDemandLimitExceeded(String account, int limit) {
    return new KinesisFault(
        Type.LIMIT_EXCEEDED,
        "This request would exceed the on-demand stream limit for the account %s. Limit: %s."
            .formatted(account, limit));
  }

  /** Too much is under way at once. */
  public static KinesisFault overloaded() {
    return new KinesisFault(Type.PROVISIONED_THROUGHPUT_EXCEEDED, "Rate exceeded.");
  }

  /** Tags with characters that the service does not take. */
  public static KinesisFault illegalTags() {
    return invalid(
        "Some tags contain invalid characters. Valid characters: Unicode letters, digits, white"
            + " space, _ . / = + - % @.");
  }

  /** More tags than a stream may have. */
  public static KinesisFault tooManyTags(String stream, String account, int limit) {
    return invalid(
        ("Failed to add tags to stream %s under account %s because a given stream cannot have more"
                + " than %s tags associated with it.")
            .formatted(stream, account, limit));
  }

  /**
   * Tags with a percent sign, which the service counts among the characters that it takes, and then
   * does not take.
   *
   * @param change what was tried: {@code add tags to} or {@code remove tags from}
   */
  public static KinesisFault percentInTags(String change, String stream, String account) {
    return invalid(
        ("Failed to %s stream %s under account %s because some tags contained illegal characters."
                + " The allowed characters are Unicode letters, white-spaces,"
                + " '_',',','/','=','+','-','@',':'.")
            .formatted(change, stream, account));
  }

  /** A retention below the least. */
  public static KinesisFault retentionTooShort(int hours, int least) {
    return invalid(
        ("Minimum allowed retention period is %s hours. Requested retention period (%s hours) is"
                + " too short.")
            .formatted(least, hours));
  }

  /** A retention above the most. */
  public static KinesisFault retentionTooLong(int hours, int most) {
    return invalid(
        ("Maximum allowed retention period is %s hours. Requested retention period (%s hours) is"
                + " too long.")
            .formatted(most, hours));
  }

  /** An increase to less than there is, or a decrease to more. */
  public static KinesisFault retentionInWrongDirection(String stream, int hours, int existing) {
    boolean shorter = hours < existing;
    return invalid(
        ("Requested retention period (%s hours) for stream %s can not be %s than existing retention"
                + " period (%s hours). Use %sRetentionPeriod API.")
            .formatted(
                hours,
                stream,
                shorter ? "shorter" : "longer",
                existing,
                shorter ? "Decrease" : "Increase"));
  }

  /** An encryption call with another type than KMS. The service's text is not known. */
  public static KinesisFault onlyKms() {
    return invalid("The only valid EncryptionType is KMS.");
  }

  /** A setting that Kafka will not have. The service has no such case. */
  public static KinesisFault notAltered(String stream, String reason) {
    return invalid("Stream " + stream + " cannot be changed: " + reason);
  }

  /** A change of a topic that its owner keeps to himself. The service has no such case. */
  public static KinesisFault notOwned(String stream) {
    return new KinesisFault(
        Type.ACCESS_DENIED,
        ("Stream %s cannot be changed or deleted: its topic belongs to somebody else"
                + " (streams.native.alter is false).")
            .formatted(stream));
  }

  /** Warm throughput, which needs a billing commitment on AWS. The service's text is not known. */
  public static KinesisFault warmThroughputUnavailable() {
    return invalid("WarmThroughputMiBps is not available for this account.");
  }

  /**
   * A PutRecords batch that is too large as a whole. The text is the older one, with today's
   * number.
   */
  public static KinesisFault batchTooLarge() {
    return invalid("Records size exceeds 10 MB limit");
  }

  private static KinesisFault notFound(String message) {
    return new KinesisFault(Type.RESOURCE_NOT_FOUND, message);
  }

  private static KinesisFault inUse(String message) {
    return new KinesisFault(Type.RESOURCE_IN_USE, message);
  }

  private static KinesisFault invalid(String message) {
    return new KinesisFault(Type.INVALID_ARGUMENT, message);
  }

  private static String in(String stream, String account) {
    return " in stream " + stream + " under account " + account;
  }

  private static String startingNumber(
      String number, String shardId, String stream, String account) {
    return "StartingSequenceNumber %s used in GetShardIterator on shard %s%s is invalid"
        .formatted(number, shardId, in(stream, account));
  }
}
