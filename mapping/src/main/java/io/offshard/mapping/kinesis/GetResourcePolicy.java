// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Shows who else may use a stream or a consumer.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetResourcePolicy.html">GetResourcePolicy</a>
 */
public final class GetResourcePolicy {
  private GetResourcePolicy() {}

  /** Whose policy. */
  public record Request(String resourceArn, @Nullable String streamId) {
    /** The declaration of the members. */
    public static final Struct<Request> SHAPE =
        Struct.of(
            Request.class, Member.required("ResourceARN", Members.RESOURCE_ARN), Members.STREAM_ID);
  }

  /** The policy, which is {@code {}} where there is none. */
  public record Response(String policy) {
    /** The declaration of the members. */
    public static final Struct<Response> SHAPE = Struct.of(Response.class, Members.POLICY);
  }
}
