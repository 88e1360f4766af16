// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.mapping.kinesis.PolicyFaults;
import io.offshard.mapping.kinesis.PutResourcePolicy.Request;
import io.offshard.mapping.shape.MalformedBody;
import io.offshard.mapping.shape.Wire;

/** Keeps the policy of a stream or a consumer as it is given, if it is a JSON object. */
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
    requireObject(request.policy());
    consumers.resource(request.resourceArn()).allow(attachments, request.policy());
  }

  private static void requireObject(String policy) {
    byte[] text = policy.getBytes(UTF_8);
    if (text.length > MAX_BYTES) {
      throw Faults.refuse(PolicyFaults.tooLong(text.length, MAX_BYTES));
    }
    try {
      Wire.JSON.verify(text);
    } catch (MalformedBody e) {
      throw Faults.refuse(PolicyFaults.notAnObject());
    }
    if (!policy.stripLeading().startsWith("{")) {
      throw Faults.refuse(PolicyFaults.notAnObject());
    }
  }
}
