// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.client.LiveStream;
import io.offshard.it.faults.Writer.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * All of a stream, read after the faults to be compared with what the writers were told. Records
 * that were answered as failed may be there or not.
 */
public final class ReadBack {
  private final Map<Place, String> texts = new HashMap<>();
  private final List<String> inOrder;

  private ReadBack(LiveStream stream) {
    inOrder = IntStream.range(0, stream.shards()).boxed().flatMap(i -> shard(stream, i)).toList();
  }

  private Stream<String> shard(LiveStream stream, int index) {
    List<Record> records = stream.readFrom(stream.iterator(index, ShardIteratorType.TRIM_HORIZON));
    records.forEach(
        each ->
            texts.put(
                new Place(LiveStream.shardId(index), each.sequenceNumber()),
                each.data().asUtf8String()));
    return records.stream().map(each -> each.data().asUtf8String());
  }

  /**
   * Every acknowledged record is where the answer said, nothing is there twice, and the
   * acknowledged records of a key are in the order in which they were put.
   */
  public static void agrees(LiveStream stream, Collection<Writer> writers) {
    ReadBack found = new ReadBack(stream);
    assertThat(found.inOrder).doesNotHaveDuplicates();
    for (Writer writer : writers) {
      Map<Place, String> acknowledged = writer.acknowledged();
      assertThat(found.texts).containsAllEntriesOf(acknowledged);
      found.keepsOrder(new HashSet<>(acknowledged.values()));
    }
  }

  private void keepsOrder(Set<String> acknowledged) {
    Map<String, Integer> last = new HashMap<>();
    for (String text : inOrder) {
      if (acknowledged.contains(text)) {
        int slash = text.indexOf('/');
        int number = Integer.parseInt(text.substring(slash + 1));
        Integer before = last.put(text.substring(0, slash), number);
        assertThat(before)
            .as("number before %s", text)
            .satisfiesAnyOf(
                none -> assertThat(none).isNull(), some -> assertThat(some).isLessThan(number));
      }
    }
  }
}
