// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.EncryptionType;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.Alteration;
import org.jspecify.annotations.Nullable;

/**
 * What the two operations on the encryption have in common. Nothing is encrypted here: it is noted
 * which key was asked for, and shown.
 */
final class StreamEncryption {
  private final StreamLifecycle streams;
  private final StreamLookup lookup;

  StreamEncryption(StreamLifecycle streams, StreamLookup lookup) {
    this.streams = streams;
    this.lookup = lookup;
  }

  void alter(
      @Nullable String name, @Nullable String arn, EncryptionType type, Alteration alteration) {
    if (type != EncryptionType.KMS) {
      throw Faults.refuse(KinesisFault.onlyKms());
    }
    var _ = streams.alter(lookup.name(name, arn), alteration);
  }
}
