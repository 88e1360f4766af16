// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.StopStreamEncryption.Request;
import io.offshard.mapping.lineage.Alteration.Decrypt;

/** Notes that a stream is no longer to be encrypted, with whatever key it was. */
final class StopStreamEncryptionOperation {
  private final StreamEncryption encryption;

  StopStreamEncryptionOperation(StreamEncryption encryption) {
    this.encryption = encryption;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    encryption.alter(
        request.streamName(), request.streamArn(), request.encryptionType(), new Decrypt());
  }
}
