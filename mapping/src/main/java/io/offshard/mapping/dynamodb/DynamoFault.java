// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

/**
 * An error answer: its type and its text. The factories hold the texts of the service, or of
 * DynamoDB Local where the service's are not known.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations_Amazon_DynamoDB_Streams.html">Amazon
 *     DynamoDB Streams</a>
 */
public record DynamoFault(Type type, String message) {
  private static final String INVALID = "One or more parameter values were invalid: ";

  /** The errors that the service knows. */
  public enum Type {
    EXPIRED_ITERATOR("ExpiredIteratorException"),
    /** The only one that is the service's fault. */
    INTERNAL("InternalServerError"),
    RESOURCE_NOT_FOUND("ResourceNotFoundException"),
    THROTTLING("ThrottlingException"),
    TRIMMED("TrimmedDataAccessException"),
    VALIDATION("ValidationException");

    private final String wireName;

    Type(String wireName) {
      this.wireName = wireName;
    }

    /** The name in the answer's {@code __type}. */
    public String wireName() {
      return wireName;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return this == INTERNAL ? 500 : 400;
    }
  }

  /** Nobody has a stream of that ARN. */
  public static DynamoFault streamNotFound(String arn) {
    return notFound("Requested resource not found: Stream: " + arn + " not found");
  }

  /** Nobody has a table of that name. */
  public static DynamoFault tableNotFound(String table) {
    return notFound("Requested resource not found: Table: " + table + " not found");
  }

  /** The stream has no such shard. */
  public static DynamoFault shardNotFound() {
    return notFound("Requested resource not found: Shard does not exist");
  }

  /** An iterator of a shard or a stream that is gone. */
  public static DynamoFault shardGone() {
    return notFound("Invalid ShardId in ShardIterator");
  }

  /** Not the form of an ARN. */
  public static DynamoFault invalidArn() {
    return invalid("Invalid StreamArn");
  }

  /** An iterator that was not issued here. */
  public static DynamoFault invalidIterator() {
    return invalid("Invalid ShardIterator");
  }

  /** An iterator of more than fifteen minutes ago. */
  public static DynamoFault iteratorExpired() {
    return new DynamoFault(
        Type.EXPIRED_ITERATOR, "The provided iterator exceeds the maximum age allowed.");
  }

  /** A position whose records are gone. */
  public static DynamoFault trimmed() {
    return new DynamoFault(Type.TRIMMED, "The data you are trying to access has been trimmed");
  }

  /** A page of ListStreams. */
  public static DynamoFault tooManyStreams(int most) {
    return invalid(INVALID + "Limit cannot be greater than the maximum allowed size: " + most);
  }

  /** A page of DescribeStream or ListTables. */
  public static DynamoFault tooManyShards(int most) {
    return invalid(INVALID + "Limit cannot be greater than the maximum: " + most);
  }

  /** A page of GetRecords. */
  public static DynamoFault tooManyRecords(int most) {
    return invalid(INVALID + "Limit should be less than or equal to " + most);
  }

  /** A type of iterator that needs a number, which is not there or is none. */
  public static DynamoFault invalidNumber() {
    return invalid(INVALID + "Invalid SequenceNumber");
  }

  /** A type of iterator that takes none. */
  public static DynamoFault needlessNumber() {
    return invalid(INVALID + "SequenceNumber should not be passed for this iterator type");
  }

  /** The number of another shard, or of none. */
  public static DynamoFault numberOutsideShard() {
    return invalid("Invalid SequenceNumber for the shard");
  }

  /** Not one of the four. */
  public static DynamoFault invalidIteratorType() {
    return invalid("Invalid ShardIteratorType.");
  }

  /** GetShardIterator without a stream. */
  public static DynamoFault noStream() {
    return invalid(INVALID + "streamArn cannot be empty or null.");
  }

  /** GetShardIterator without a shard. */
  public static DynamoFault noShardId() {
    return invalid("No ShardId specified.");
  }

  /** A filter that is not whole or not understood. */
  public static DynamoFault invalidFilter(String member) {
    return invalid(INVALID + "Invalid " + member);
  }

  /** More calls than may be. */
  public static DynamoFault throttled() {
    return new DynamoFault(Type.THROTTLING, "Too many operations for a given subscriber.");
  }

  /** Only Kafka's state leads to it, and a record that a stream is told to stop at. */
  public static DynamoFault internal() {
    return new DynamoFault(
        Type.INTERNAL, "The server encountered an internal error trying to fulfill the request.");
  }

  private static DynamoFault notFound(String message) {
    return new DynamoFault(Type.RESOURCE_NOT_FOUND, message);
  }

  private static DynamoFault invalid(String message) {
    return new DynamoFault(Type.VALIDATION, message);
  }
}
