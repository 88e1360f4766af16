// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Struct;
import java.time.Instant;

/**
 * A registered consumer, with its stream.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ConsumerDescription.html">ConsumerDescription</a>
 */
public record ConsumerDescription(
    String consumerName,
    String consumerArn,
    ConsumerStatus consumerStatus,
    Instant consumerCreationTimestamp,
    String streamArn) {
  /** The declaration of the members. */
  public static final Struct<ConsumerDescription> SHAPE =
      Struct.of(
          ConsumerDescription.class,
          Members.DESCRIBED_CONSUMER_NAME,
          Members.DESCRIBED_CONSUMER_ARN,
          Members.CONSUMER_STATUS,
          Members.CONSUMER_CREATION_TIMESTAMP,
          Members.DESCRIBED_ARN);
}
