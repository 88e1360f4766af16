// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.mapping.kinesis.DeleteResourcePolicy.Request;

/** Forgets the policy of a stream or a consumer; it is no error when there is none. */
final class DeleteResourcePolicyOperation {
  private final StreamAttachments attachments;
  private final ConsumerLookup consumers;

  DeleteResourcePolicyOperation(StreamAttachments attachments, ConsumerLookup consumers) {
    this.attachments = attachments;
    this.consumers = consumers;
  }

  void handle(Call<Request> call) {
    consumers.resource(call.request().resourceArn()).allow(attachments, null);
  }
}
