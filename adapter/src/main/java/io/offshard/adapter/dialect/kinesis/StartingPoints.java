// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.adapter.service.StreamFault.NoSuchShard;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.ShardIteratorType;
import io.offshard.mapping.kinesis.StartingPosition;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.SequenceNumber;
import io.offshard.mapping.stream.ShardId;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Finds the offset that a reader means who names a place in a shard in one of five ways. */
final class StartingPoints {
  private final StreamCatalog catalog;
  private final RecordReader reader;
  private final Account account;
  private final Clock clock;

  StartingPoints(StreamCatalog catalog, RecordReader reader, Account account, Clock clock) {
    this.catalog = catalog;
    this.reader = reader;
    this.account = account;
    this.clock = clock;
  }

  /** The shard, unless nobody is to see it any more. */
  Located shard(String stream, int index) {
    // The service speaks of the shard also where the stream is missing.
    Located found = catalog.locate(stream, index);
    if (found.stream().isExpired(found.shard(), clock.instant())) {
      throw new StreamFaultException(new NoSuchShard(stream, index));
    }
    return found;
  }

  /** Refuses an iterator of a shard that too many have been asked of. */
  void requireRate(Located in) {
    reader.requireIterator(in.stream(), in.shard());
  }

  /** The offset at this moment, also that of LATEST. */
  long offset(Located in, StartingPosition position) {
    Lineage stream = in.stream();
    Shard shard = in.shard();
    return switch (position.type()) {
      case AT_SEQUENCE_NUMBER ->
          reader.from(stream, shard, number(position, stream, shard).offsetAt());
      case AFTER_SEQUENCE_NUMBER ->
          reader.from(stream, shard, number(position, stream, shard).offsetAfter());
      case TRIM_HORIZON -> {
        requireNoNumber(position);
        yield RecordReader.trimHorizon(shard);
      }
      case LATEST -> {
        requireNoNumber(position);
        yield reader.latest(stream, shard);
      }
      case AT_TIMESTAMP -> {
        requireNoNumber(position);
        yield reader.at(stream, shard, timestamp(position.timestamp()));
      }
    };
  }

  private SequenceNumber number(StartingPosition position, Lineage stream, Shard shard) {
    String text = position.sequenceNumber();
    if (text == null) {
      throw mismatch(position.type(), false);
    }
    String shardId = ShardId.format(shard.index());
    SequenceNumber number =
        SequenceNumber.parse(text)
            .orElseThrow(
                () ->
                    Faults.refuse(
                        KinesisFault.invalidStartingSequenceNumber(
                            text, shardId, stream.name(), account.id())));
    if (number.shardIndex() != shard.index()) {
      throw Faults.refuse(
          KinesisFault.sequenceNumberOfOtherShard(ShardId.format(number.shardIndex()), shardId));
    }
    if (number.shardCreatedSecond() != shard.createdSecond()) {
      throw Faults.refuse(
          KinesisFault.foreignStartingSequenceNumber(text, shardId, stream.name(), account.id()));
    }
    return number;
  }

  private static void requireNoNumber(StartingPosition position) {
    if (position.sequenceNumber() != null) {
      throw mismatch(position.type(), true);
    }
  }

  private static RuntimeException mismatch(ShardIteratorType type, boolean given) {
    return Faults.refuse(KinesisFault.sequenceNumberMismatch(type, given));
  }

  private Instant timestamp(@Nullable Instant timestamp) {
    if (timestamp == null) {
      throw Faults.refuse(KinesisFault.timestampMissing());
    }
    Instant now = clock.instant();
    if (timestamp.isAfter(now)) {
      throw Faults.refuse(KinesisFault.timestampInFuture(timestamp, now));
    }
    return timestamp;
  }
}
