// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/**
 * The error answers that are about consumers, with the texts of the real service; where a text is
 * not known from the service, the factory says so.
 */
public final class ConsumerFaults {
  private ConsumerFaults() {}

  /** RegisterStreamConsumer of a name that is taken. The service's text is not known. */
  public static KinesisFault consumerExists(String consumer, String stream, String account) {
    return fault(
        KinesisFault.Type.RESOURCE_IN_USE,
        "Consumer %s under stream %s already exists for account %s."
            .formatted(consumer, stream, account));
  }

  /** No such consumer. The service's text is not known; this follows that of a stream. */
  public static KinesisFault consumerNotFound(String consumer, String stream, String account) {
    return fault(
        KinesisFault.Type.RESOURCE_NOT_FOUND,
        "Consumer %s under stream %s and account %s not found."
            .formatted(consumer, stream, account));
  }

  /** More consumers than a stream may have. The service's text is not known. */
  public static KinesisFault consumerLimitExceeded(String stream, String account, int limit) {
    return fault(
        KinesisFault.Type.LIMIT_EXCEEDED,
        "Stream %s under account %s has reached the limit of %s registered consumers."
            .formatted(stream, account, limit));
  }

  /** Not enough to tell which consumer is meant. The service's text is not known. */
  public static KinesisFault consumerMissing() {
    return fault(
        KinesisFault.Type.INVALID_ARGUMENT,
        "Either ConsumerARN, or StreamARN and ConsumerName, should be provided.");
  }

  /** A ConsumerARN with a name or a stream of another one. The service's text is not known. */
  public static KinesisFault consumersDiffer(String arn) {
    return fault(
        KinesisFault.Type.INVALID_ARGUMENT,
        "ConsumerARN "
            + arn
            + " and the given ConsumerName or StreamARN name different consumers.");
  }

  /** DeleteStream of a stream with consumers. */
  public static KinesisFault streamHasConsumers(String stream, String arn) {
    return fault(
        KinesisFault.Type.RESOURCE_IN_USE,
        ("DeleteStream can't delete %s because there are consumers associated with this data"
                + " stream. To delete %s anyway, set the EnforceConsumerDeletion parameter to true"
                + " to force the deletion of all the consumers that are associated with it.")
            .formatted(arn, stream));
  }

  /** More tags than a consumer may have. The service's text is not known. */
  public static KinesisFault tooManyConsumerTags(
      String consumer, String stream, String account, int limit) {
    return fault(
        KinesisFault.Type.INVALID_ARGUMENT,
        ("Failed to add tags to consumer %s under stream %s and account %s because a given consumer"
                + " cannot have more than %s tags associated with it.")
            .formatted(consumer, stream, account, limit));
  }

  /** SubscribeToShard a moment after another one of the consumer has begun. */
  public static KinesisFault subscribedAlready(
      String consumer, String shardId, String stream, String account) {
    return fault(
        KinesisFault.Type.RESOURCE_IN_USE,
        "Another active subscription exists for this consumer: %s:%s:%s:%s"
            .formatted(account, stream, shardId, consumer));
  }

  /** More subscriptions than a process may have. The service has no such case. */
  public static KinesisFault tooManySubscriptions(int limit) {
    return fault(
        KinesisFault.Type.LIMIT_EXCEEDED,
        "Rate exceeded: this endpoint has reached the limit of %s subscriptions.".formatted(limit));
  }

  private static KinesisFault fault(KinesisFault.Type type, String message) {
    return new KinesisFault(type, message);
  }
}
