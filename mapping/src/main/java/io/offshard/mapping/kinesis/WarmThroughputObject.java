// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Whole;
import org.jspecify.annotations.Nullable;

/**
 * The throughput, in MiB per second, that a stream on demand is kept warm for.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_WarmThroughputObject.html">WarmThroughputObject</a>
 */
public record WarmThroughputObject(@Nullable Integer targetMiBps, @Nullable Integer currentMiBps) {
  /** The declaration of the members. */
  public static final Struct<WarmThroughputObject> SHAPE =
      Struct.of(
          WarmThroughputObject.class,
          Member.of("TargetMiBps", Whole.ofIntFrom(0)),
          Member.of("CurrentMiBps", Whole.ofIntFrom(0)));
}
