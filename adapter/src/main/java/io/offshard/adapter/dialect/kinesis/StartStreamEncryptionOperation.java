// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.kinesis.StartStreamEncryption.Request;
import io.offshard.mapping.lineage.Alteration.Encrypt;

/** Notes that a stream is to be encrypted with a key, or with another one. */
final class StartStreamEncryptionOperation {
  private final StreamEncryption encryption;

  StartStreamEncryptionOperation(StreamEncryption encryption) {
    this.encryption = encryption;
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    encryption.alter(
        request.streamName(),
        request.streamArn(),
        request.encryptionType(),
        new Encrypt(request.keyId()));
  }
}
