// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Struct;
import java.time.Instant;

/**
 * A registered consumer of a stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_Consumer.html">Consumer</a>
 */
public record Consumer(
    String consumerName,
    String consumerArn,
    ConsumerStatus consumerStatus,
    Instant consumerCreationTimestamp) {
  /** The declaration of the members. */
  public static final Struct<Consumer> SHAPE =
      Struct.of(
          Consumer.class,
          Members.DESCRIBED_CONSUMER_NAME,
          Members.DESCRIBED_CONSUMER_ARN,
          Members.CONSUMER_STATUS,
          Members.CONSUMER_CREATION_TIMESTAMP);
}
