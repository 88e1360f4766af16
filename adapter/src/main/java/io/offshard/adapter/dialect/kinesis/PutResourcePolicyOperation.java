// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.mapping.kinesis.PolicyFaults;
import io.offshard.mapping.kinesis.PutResourcePolicy.Request;
import io.offshard.mapping.policy.ResourcePolicy;
import io.offshard.mapping.policy.UnusablePolicy;

/** Keeps the policy of a stream or a consumer as it is given, if it can be understood. */
final class PutResourcePolicyOperation {
  private static final int MAX_BYTES = 20 << 10;

  private final StreamAttachments attachments;
  private final ConsumerLookup consumers;

  PutResourcePolicyOperation(StreamAttachments attachments, ConsumerLookup consumers) {
    this.attachments = attachments;
    this.consumers = consumers;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    requireUsable(request.policy());
    consumers.resource(request.resourceArn()).allow(attachments, request.policy());
  }

  private static void requireUsable(String policy) {
    int bytes = policy.getBytes(UTF_8).length;
    if (bytes > MAX_BYTES) {
      throw Faults.refuse(PolicyFaults.tooLong(bytes, MAX_BYTES));
    }
    try {
      ResourcePolicy.parse(policy);
    } catch (UnusablePolicy e) {
      throw Faults.refuse(PolicyFaults.unusable(String.valueOf(e.getMessage())));
    }
  }
}
