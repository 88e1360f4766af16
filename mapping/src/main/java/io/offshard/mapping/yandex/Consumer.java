// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import io.offshard.mapping.kinesis.ConsumerStatus;
import io.offshard.mapping.shape.EnumText;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Timestamp;
import java.time.Instant;

/** A consumer as it is shown; it has no ARN. */
public record Consumer(
    String consumerName, ConsumerStatus consumerStatus, Instant consumerCreationTimestamp) {
  /** The declaration of the members. */
  public static final Struct<Consumer> SHAPE =
      Struct.of(
          Consumer.class,
          Member.required("ConsumerName", Text.any()),
          Member.required("ConsumerStatus", EnumText.of(ConsumerStatus.class)),
          Member.required("ConsumerCreationTimestamp", Timestamp.any()));
}
