// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.RecordReader;
import io.offshard.mapping.dynamodb.ChangeNumber;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.GetShardIterator;
import io.offshard.mapping.dynamodb.GetShardIterator.Request;
import io.offshard.mapping.dynamodb.GetShardIterator.Response;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.TableStream;
import io.offshard.mapping.token.ChangeIteratorToken;
import java.time.Instant;
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
    TableLookup.Place place = lookup.find(request.streamArn(), request.shardId());
    Lineage stream = place.found().stream();
    TableStream table = place.found().table();
    reader.requireIterator(stream, place.part().shard());
    Instant now = iterators.now();
    return new Response(
        iterators.seal(
            new ChangeIteratorToken(
                stream.topicId().orElseThrow(),
                place.part().shard().index(),
                place.part().piece(),
                new Positions(reader, stream, place.part(), now).offset(type, number),
                table.table(),
                table.label(),
                now)));
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
}
