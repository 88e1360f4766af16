// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.service.RecordReader;
import io.offshard.mapping.dynamodb.ChangeNumber;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.GetShardIterator;
import io.offshard.mapping.dynamodb.TablePart;
import io.offshard.mapping.lineage.Lineage;
import java.time.Instant;
import java.util.Optional;

/**
 * Where in a part of a shard the types of iterators begin.
 *
 * @param now when the iterator is issued: what is not expired by then can be read by it
 */
record Positions(RecordReader reader, Lineage stream, TablePart part, Instant now) {
  /** The offset of the first record to read, in the part or at its end. */
  long offset(GetShardIterator.Type type, Optional<ChangeNumber> number) {
    return switch (type) {
      case TRIM_HORIZON -> horizon();
      case LATEST -> Math.clamp(reader.latest(stream, part.shard()), part.start(), part.end());
      case AT_SEQUENCE_NUMBER -> {
        long at = within(number.orElseThrow());
        yield at == part.start() ? horizon() : untrimmed(at);
      }
      case AFTER_SEQUENCE_NUMBER -> untrimmed(within(number.orElseThrow()) + 1);
    };
  }

  private long horizon() {
    return Math.clamp(reader.horizon(stream, part.shard(), now), part.start(), part.end());
  }

  /**
   * A shard without records has its start for a number, too. Until another replica has heard that
   * the table is disabled it may give out changes beyond the end, and their readers may go on from
   * there.
   */
  private long within(ChangeNumber number) {
    boolean inside =
        number.shardCreatedSecond() == part.shard().createdSecond()
            && number.offset() >= part.start()
            && (number.offset() < part.shard().endOffset() || number.offset() == part.start());
    if (!inside) {
      throw DynamoFaults.refuse(DynamoFault.numberOutsideShard());
    }
    return number.offset();
  }

  private long untrimmed(long offset) {
    long from = Math.min(part.end(), offset);
    if (from < horizon()) {
      throw DynamoFaults.refuse(DynamoFault.trimmed());
    }
    return reader.from(stream, part.shard(), from);
  }
}
