// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.access.Permits;
import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.dynamodb.DescribeStream;
import io.offshard.mapping.dynamodb.GetRecords;
import io.offshard.mapping.dynamodb.GetShardIterator;
import io.offshard.mapping.dynamodb.ListStreams;
import io.offshard.mapping.shape.Wire;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a stream of a table by the operations themselves, and what their answers say. */
record TableReader(DynamoCore core, String arn) {

  private TableLookup lookup() {
    return new TableLookup(core.catalog(), core.arns(), core.clock());
  }

  private ChangeIterators iterators() {
    return new ChangeIterators(core.tokens(), core.arns(), core.clock());
  }

  private Permissions may() {
    return new Permissions(lookup(), core.arns());
  }

  private static <T extends Record> Call<T> call(T request) {
    return new Call<>(request, "/", "r", Permits.all());
  }

  /** The ARNs of all streams that are listed. */
  List<String> listed() {
    return new ListStreamsOperation(core.catalog(), lookup(), may(), core.clock())
        .handle(call(new ListStreams.Request(null, null, null))).streams().stream()
            .map(ListStreams.Stream::streamArn)
            .toList();
  }

  DescribeStream.Description description() {
    return new DescribeStreamOperation(lookup())
        .handle(call(new DescribeStream.Request(arn, null, null, null)))
        .streamDescription();
  }

  /** The first one. */
  DescribeStream.Shard shard() {
    return description().shards().getFirst();
  }

  /** An iterator of the first shard. */
  String iterator(String type, @Nullable String number) {
    return iterator(shard().shardId(), type, number);
  }

  String iterator(String shard, String type, @Nullable String number) {
    return new GetShardIteratorOperation(lookup(), core.reader(), iterators())
        .handle(call(new GetShardIterator.Request(arn, shard, type, number)))
        .shardIterator();
  }

  String page(String iterator, @Nullable Integer limit) {
    Changes changes = new Changes(new TableForms(core.schemas()), core.meters());
    return UTF_8
        .decode(
            new GetRecordsOperation(core, lookup(), iterators(), may(), changes)
                .handle(call(new GetRecords.Request(iterator, limit)), Wire.JSON))
        .toString();
  }

  private static List<String> all(String pattern, String text) {
    return Pattern.compile(pattern).matcher(text).results().map(found -> found.group(1)).toList();
  }

  /** The keys of the items that a page is about. */
  static List<String> ids(String page) {
    return all("\"Keys\":\\{\"id\":\\{\"[NS]\":\"(\\d+)\"", page);
  }

  static List<String> numbers(String page) {
    return all("\"SequenceNumber\":\"(\\d+)\"", page);
  }

  /** The iterator to go on with, which must be there. */
  static String next(String page) {
    return all("\"NextShardIterator\":\"([^\"]+)\"", page).getFirst();
  }
}
