// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.RecordReader;
import io.offshard.mapping.dynamodb.ChangeNumber;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.GetShardIterator;
import io.offshard.mapping.dynamodb.GetShardIterator.Request;
import io.offshard.mapping.dynamodb.GetShardIterator.Response;
import io.offshard.mapping.dynamodb.TablePart;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.token.ChangeIteratorToken;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Gives a position in a shard to read from. */
final class GetShardIteratorOperation {
  private final TableLookup lookup;
  private final RecordReader reader;
  private final ChangeIterators iterators;

  GetShardIteratorOperation(TableLookup lookup, RecordReader reader, ChangeIterators iterators) {
    this.lookup = lookup;
    this.reader = reader;
    this.iterators = iterators;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    if (request.streamArn() == null) {
      throw DynamoFaults.refuse(DynamoFault.noStream());
    }
    if (request.shardId() == null) {
      throw DynamoFaults.refuse(DynamoFault.noShardId());
    }
    GetShardIterator.Type type = type(request.shardIteratorType());
    Optional<ChangeNumber> number = number(type, request.sequenceNumber());
    TableLookup.Found found = lookup.find(request.streamArn());
    TablePart part =
        lookup
            .parts(found)
            .find(request.shardId())
            .orElseThrow(() -> DynamoFaults.refuse(DynamoFault.shardNotFound()));
    long offset = offset(found.stream(), part, type, number);
    TableStream table = found.table();
    return new Response(
        iterators.seal(
            new ChangeIteratorToken(
                found.stream().topicId().orElseThrow(),
                part.shard().index(),
                part.piece(),
                offset,
                table.table(),
                table.label(),
                iterators.now())));
  }

  private static GetShardIterator.Type type(@Nullable String name) {
    return Stream.of(GetShardIterator.Type.values())
        .filter(type -> type.name().equals(name))
        .findFirst()
        .orElseThrow(() -> DynamoFaults.refuse(DynamoFault.invalidIteratorType()));
  }

  private static Optional<ChangeNumber> number(GetShardIterator.Type type, @Nullable String text) {
    return switch (type) {
      case TRIM_HORIZON, LATEST -> {
        if (text != null) {
          throw DynamoFaults.refuse(DynamoFault.needlessNumber());
        }
        yield Optional.empty();
      }
      case AT_SEQUENCE_NUMBER, AFTER_SEQUENCE_NUMBER -> {
        if (text == null) {
          throw DynamoFaults.refuse(DynamoFault.invalidNumber());
        }
        yield Optional.of(
            ChangeNumber.parse(text).orElseThrow(() -> DynamoFaults.refuse(notOurs(text))));
      }
    };
  }

  /** Any digits may be a number of another stream. */
  private static DynamoFault notOurs(String text) {
    return text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? DynamoFault.numberOutsideShard()
        : DynamoFault.invalidNumber();
  }

  private long offset(
      Lineage stream, TablePart part, GetShardIterator.Type type, Optional<ChangeNumber> number) {
    return switch (type) {
      case TRIM_HORIZON -> horizon(stream, part);
      case LATEST -> Math.clamp(reader.latest(stream, part.shard()), part.start(), part.end());
      case AT_SEQUENCE_NUMBER -> {
        long at = within(part, number.orElseThrow());
        yield at == part.start() ? horizon(stream, part) : untrimmed(stream, part, at);
      }
      case AFTER_SEQUENCE_NUMBER ->
          untrimmed(stream, part, Math.min(part.end(), within(part, number.orElseThrow()) + 1));
    };
  }

  private long horizon(Lineage stream, TablePart part) {
    return Math.clamp(reader.horizon(stream, part.shard()), part.start(), part.end());
  }

  /** A shard without records has its start for a number, too. */
  private static long within(TablePart part, ChangeNumber number) {
    boolean inside =
        number.shardCreatedSecond() == part.shard().createdSecond()
            && number.offset() >= part.start()
            && (number.offset() < part.end() || number.offset() == part.start());
    if (!inside) {
      throw DynamoFaults.refuse(DynamoFault.numberOutsideShard());
    }
    return number.offset();
  }

  private long untrimmed(Lineage stream, TablePart part, long offset) {
    if (offset < reader.horizon(stream, part.shard())) {
      throw DynamoFaults.refuse(DynamoFault.trimmed());
    }
    return reader.from(stream, part.shard(), offset);
  }
}
