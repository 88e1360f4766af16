// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.kinesis.Account.StreamArn;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamFault.NoSuchStream;
import io.offshard.adapter.service.StreamFault.NotActive;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.stream.ShardId;
import java.time.Instant;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Finds the stream and the shard that a request names, by its name, its ARN or both. */
final class StreamLookup {
  private final StreamCatalog catalog;
  private final Account account;

  StreamLookup(StreamCatalog catalog, Account account) {
    this.catalog = catalog;
    this.account = account;
  }

  /** The stream's name; without a look-up, except that a foreign ARN is never found. */
  String name(@Nullable String name, @Nullable String arn) {
    if (arn == null) {
      if (name == null) {
        throw Faults.refuse(KinesisFault.streamMissing());
      }
      return name;
    }
    StreamArn parts =
        Account.parse(arn)
            .orElseThrow(() -> Faults.refuse(KinesisFault.streamNotFound(arn, account.id())));
    if (!account.owns(parts)) {
      throw Faults.refuse(KinesisFault.streamNotFound(parts.stream(), parts.account()));
    }
    if (name != null && !name.equals(parts.stream())) {
      throw Faults.refuse(KinesisFault.streamsDiffer(name, arn));
    }
    return parts.stream();
  }

  /** The stream in whatever state. */
  Lineage any(@Nullable String name, @Nullable String arn) {
    return catalog.describe(name(name, arn));
  }

  /** The stream if records can be written to it. */
  Lineage writable(@Nullable String name, @Nullable String arn) {
    return catalog.writable(name(name, arn));
  }

  /** The stream if it is neither being created nor deleted. */
  static Lineage settled(Lineage stream) {
    if (!stream.isServing()) {
      throw new StreamFaultException(new NotActive(stream.name(), stream.state()));
    }
    return stream;
  }

  /**
   * Refuses a stream that was made at another time. To the second: that is what the shortest form
   * of a timestamp on the wire has.
   */
  static void requireCreated(Lineage stream, @Nullable Instant created) {
    if (created != null && created.getEpochSecond() != stream.created().getEpochSecond()) {
      throw new StreamFaultException(new NoSuchStream(stream.name()));
    }
  }

  /** The index in a shard id, of which any short form will do. */
  int shardIndex(String shardId, String stream) {
    OptionalInt index = ShardId.parse(shardId);
    return index.orElseThrow(
        () -> Faults.refuse(KinesisFault.shardIdNotUnderstood(shardId, stream, account.id())));
  }
}
