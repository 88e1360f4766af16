// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.RecordReader;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamCatalog.Located;
import io.offshard.adapter.service.StreamFault.NoSuchShard;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.kinesis.GetShardIterator.Request;
import io.offshard.mapping.kinesis.GetShardIterator.Response;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.SequenceNumber;
import io.offshard.mapping.stream.ShardId;
import io.offshard.mapping.token.IteratorToken;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Turns a place in a shard into an iterator. The place is fixed now, also that of LATEST. */
final class GetShardIteratorOperation {
  private final StreamCatalog catalog;
  private final StreamLookup lookup;
  private final RecordReader reader;
  private final PageTokens tokens;
  private final Account account;

  GetShardIteratorOperation(
      StreamCatalog catalog,
      StreamLookup lookup,
      RecordReader reader,
      PageTokens tokens,
      Account account) {
    this.catalog = catalog;
    this.lookup = lookup;
    this.reader = reader;
    this.tokens = tokens;
    this.account = account;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    String name = lookup.name(request.streamName(), request.streamArn());
    int index = lookup.shardIndex(request.shardId(), name);
    // The service speaks of the shard also where the stream is missing.
    Located found = catalog.locate(name, index);
    if (found.stream().isExpired(found.shard(), tokens.now())) {
      throw new StreamFaultException(new NoSuchShard(name, index));
    }
    long offset = offset(request, found.stream(), found.shard());
    IteratorToken token =
        new IteratorToken(found.stream().topicId().orElseThrow(), index, offset, tokens.now());
    return new Response(tokens.seal(token));
  }

  private long offset(Request request, Lineage stream, Shard shard) {
    String number = request.startingSequenceNumber();
    return switch (request.shardIteratorType()) {
      case AT_SEQUENCE_NUMBER ->
          reader.from(stream, shard, number(request, number, stream, shard).offsetAt());
      case AFTER_SEQUENCE_NUMBER ->
          reader.from(stream, shard, number(request, number, stream, shard).offsetAfter());
      case TRIM_HORIZON -> {
        requireNoNumber(request, number);
        yield RecordReader.trimHorizon(shard);
      }
      case LATEST -> {
        requireNoNumber(request, number);
        yield reader.latest(stream, shard);
      }
      case AT_TIMESTAMP -> {
        requireNoNumber(request, number);
        yield reader.at(stream, shard, timestamp(request.timestamp()));
      }
    };
  }

  private SequenceNumber number(
      Request request, @Nullable String text, Lineage stream, Shard shard) {
    if (text == null) {
      throw Faults.refuse(KinesisFault.sequenceNumberMismatch(request.shardIteratorType(), false));
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

  private static void requireNoNumber(Request request, @Nullable String number) {
    if (number != null) {
      throw Faults.refuse(KinesisFault.sequenceNumberMismatch(request.shardIteratorType(), true));
    }
  }

  private Instant timestamp(@Nullable Instant timestamp) {
    if (timestamp == null) {
      throw Faults.refuse(KinesisFault.timestampMissing());
    }
    Instant now = tokens.now();
    if (timestamp.isAfter(now)) {
      throw Faults.refuse(KinesisFault.timestampInFuture(timestamp, now));
    }
    return timestamp;
  }
}
