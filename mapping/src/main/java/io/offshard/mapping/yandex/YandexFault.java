// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

/**
 * An error answer: its type and its text, in the words of the service as far as they are known.
 * What is refused inside the service is wrapped in a form of its own, with a number.
 *
 * @see <a href="https://yandex.cloud/en/docs/data-streams/kinesisapi/common-errors">Common
 *     errors</a>
 */
public record YandexFault(Type type, String message) {

  /** The errors of the operations. */
  public enum Type {
    ACCESS_DENIED("AccessDeniedException", 400, 500018),
    EXPIRED_ITERATOR("ExpiredIteratorException", 400, 500120),
    EXPIRED_NEXT_TOKEN("ExpiredNextTokenException", 400, 500130),
    INTERNAL_ERROR("InternalError", 500, 500100),
    INVALID_ARGUMENT("InvalidArgumentException", 400, 500040),
    INVALID_PARAMETER_COMBINATION("InvalidParameterCombination", 400, 500110),
    LIMIT_EXCEEDED("LimitExceededException", 400, 500030),
    MISSING_PARAMETER("MissingParameter", 400, 500050),
    PROVISIONED_THROUGHPUT_EXCEEDED("ProvisionedThroughputExceededException", 400, 500030),
    RESOURCE_IN_USE("ResourceInUseException", 400, 500070),
    RESOURCE_NOT_FOUND("ResourceNotFoundException", 400, 500060),
    THROTTLING("ThrottlingException", 400, 500030),
    UNAVAILABLE("Unavailable", 503, 500100),
    VALIDATION("ValidationException", 400, 500080);

    private final String wireName;
    private final int status;
    private final int code;

    Type(String wireName, int status, int code) {
      this.wireName = wireName;
      this.status = status;
      this.code = code;
    }

    /** The name in the answer's {@code __type}. */
    public String wireName() {
      return wireName;
    }

    /** The HTTP status of the answer. */
    public int status() {
      return status;
    }
  }

  /** Callers find their own words in texts, of which they may have sent a whole body. */
  private static final int LONGEST = 1_000;

  private static final int BAD_REQUEST = 500003;

  /** An error with that text, in the form that it has when it comes from inside the service. */
  public static YandexFault of(Type type, String text) {
    return of(type, text, type.code);
  }

  private static YandexFault of(Type type, String text, int code) {
    return new YandexFault(type, "<main>: Error: " + cut(text) + ", code: " + code + "\n");
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }

  /** A path of another database, or of none. */
  public static YandexFault noSuchDatabase(String path) {
    return new YandexFault(
        Type.RESOURCE_NOT_FOUND, cut("Database with path '" + path + "' doesn't exists"));
  }

  /** A path without a stream. */
  public static YandexFault noSuchStream(String path) {
    return of(
        Type.RESOURCE_NOT_FOUND,
        "path '" + path + "' does not exist or you do not have access rights",
        Type.ACCESS_DENIED.code);
  }

  /** A request without a stream. */
  public static YandexFault streamNameEmpty() {
    return validation("Stream name is empty");
  }

  /** CreateStream of a path that no stream can have. */
  public static YandexFault illegalName(String path, String reason) {
    return of(Type.INVALID_ARGUMENT, "Invalid stream name '" + path + "': " + reason);
  }

  /** CreateStream of a path that is taken; it is shown as it was sent. */
  public static YandexFault streamExists(String path) {
    return of(Type.RESOURCE_IN_USE, "Stream with name " + path + " already exists");
  }

  /** DeleteStream of a stream with consumers; the service leaves out the same blank. */
  public static YandexFault streamHasConsumers() {
    return of(
        Type.RESOURCE_IN_USE,
        "Stream has registered consumersand EnforceConsumerDeletion flag is false");
  }

  /** A stream that is in the middle of something else. */
  public static YandexFault streamBusy(String path, String state) {
    return of(Type.RESOURCE_IN_USE, "Stream " + path + " is " + state);
  }

  /** A shard that the stream does not have. */
  public static YandexFault noSuchShard(String shardId) {
    return of(Type.RESOURCE_NOT_FOUND, "No such shard: " + shardId);
  }

  /** A shard that is asked for more than it may be. */
  public static YandexFault quotaExceeded(String what, String shardId) {
    return of(Type.PROVISIONED_THROUGHPUT_EXCEEDED, what + " quota of " + shardId + " exceeded");
  }

  /** DescribeStream from a shard on that the stream does not have. */
  public static YandexFault badShardId(String shardId) {
    return of(Type.VALIDATION, "Bad shard id " + shardId, BAD_REQUEST);
  }

  /** Fewer shards than there are. */
  public static YandexFault fewerShards(Type type, int before, int wanted) {
    return of(
        type,
        "Shard count must be non-decreasing, old value is %s new value is %s"
            .formatted(before, wanted));
  }

  /** A retention outside the bounds of this API. */
  public static YandexFault retentionOutOfBounds(int hours, int storageMegabytes) {
    return validation(
        ("retention hours and storage megabytes must fit one of: { hours : [1, 24],  storage : [0,"
                + " 0]}, provided values: hours %s, storage %s")
            .formatted(hours, storageMegabytes));
  }

  /** An increase to no more than there is, or a decrease to no less; in hours. */
  public static YandexFault retentionInWrongDirection(boolean increase, int before, int wanted) {
    return validation(
        "Retention period is not %s than provided: %s <= %s"
            .formatted(increase ? "greater" : "less", before * 3600L, wanted * 3600L));
  }

  /** A write quota that no stream can have, in KiB per second. */
  public static YandexFault unknownQuota(int kib) {
    return validation(
        "write_speed per second in partition must have values from set {%s}, got %s"
            .formatted(WriteQuota.known(), kib * 1024L));
  }

  /** A setting that Offshard does not have. */
  public static YandexFault unsupportedMember(String member, String reason) {
    return validation("Offshard does not support " + member + ": " + reason);
  }

  /** What the values of a request break, in words of the caller's. */
  public static YandexFault validation(String text) {
    return of(Type.VALIDATION, text);
  }

  /** The same where the service calls it an argument. */
  public static YandexFault invalid(String text) {
    return of(Type.INVALID_ARGUMENT, text);
  }
}
