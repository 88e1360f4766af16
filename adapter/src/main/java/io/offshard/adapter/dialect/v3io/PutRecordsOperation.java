// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.adapter.service.PartitionWriter.Result;
import io.offshard.adapter.service.RecordWriter;
import io.offshard.adapter.service.RecordWriter.Placed;
import io.offshard.adapter.service.RecordWriter.Target;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.WrittenRecords;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.v3io.NewRecord;
import io.offshard.mapping.v3io.PutRecords.Request;
import io.offshard.mapping.v3io.PutRecords.Response;
import io.offshard.mapping.v3io.RecordResult;
import io.offshard.mapping.v3io.V3ioFault;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Writes records, each for itself: one that is wrong does not keep the others from being written.
 */
final class PutRecordsOperation {
  private final StreamCatalog catalog;
  private final RecordWriter writer;
  private final Places places;
  private final Meters meters;
  private final RoundRobin turns = new RoundRobin();

  PutRecordsOperation(V3ioCore core, Places places) {
    this.catalog = core.catalog();
    this.writer = core.writer();
    this.places = places;
    this.meters = core.meters();
  }

  Response handle(Call<Request> call) {
    String name = places.stream(call.path(), call.request().streamName());
    List<NewRecord> asked = call.request().records();
    Lineage stream = catalog.writable(name);
    List<Optional<V3ioFault>> problems = problems(stream, asked);
    if (problems.stream().anyMatch(Optional::isPresent)) {
      catalog.describe(name); // limits and shards may just have grown
      stream = catalog.writable(name);
      problems = problems(stream, asked);
    }
    List<RecordWriter.NewRecord> sound = sound(stream, asked, problems);
    return response(sound, problems, writer.write(stream, sound));
  }

  private static List<Optional<V3ioFault>> problems(Lineage stream, List<NewRecord> asked) {
    return asked.stream().map(one -> problem(stream, one)).toList();
  }

  private static Optional<V3ioFault> problem(Lineage stream, NewRecord one) {
    Optional<V3ioFault> problem = one.problem(EndlessShards.count(stream));
    return problem.isEmpty() && one.bytes() > stream.maxRecordBytes()
        ? Optional.of(V3ioFault.INVALID_ARGUMENT)
        : problem;
  }

  private List<RecordWriter.NewRecord> sound(
      Lineage stream, List<NewRecord> asked, List<Optional<V3ioFault>> problems) {
    int shards = EndlessShards.count(stream);
    int unassigned = 0;
    for (int i = 0; i < asked.size(); i++) {
      unassigned += problems.get(i).isEmpty() && asked.get(i).isUnassigned() ? 1 : 0;
    }
    int turn = unassigned == 0 ? 0 : turns.take(stream.topicId().orElseThrow(), unassigned, shards);
    List<RecordWriter.NewRecord> sound = new ArrayList<>(asked.size());
    for (int i = 0; i < asked.size(); i++) {
      if (problems.get(i).isEmpty()) {
        sound.add(record(asked.get(i), turn));
        turn = asked.get(i).isUnassigned() ? (turn + 1) % shards : turn;
      }
    }
    return sound;
  }

  /** A shard that was asked for comes before the key, and the key before the turn. */
  private static RecordWriter.NewRecord record(NewRecord one, int turn) {
    ByteBuffer key =
        one.partitionKey() == null ? null : ByteBuffer.wrap(one.partitionKey().getBytes(UTF_8));
    Target target;
    if (one.shardId() != null) {
      target = new Target.InPartition(one.shardId());
    } else {
      target = key == null ? new Target.InPartition(turn) : new Target.ByKey(key);
    }
    return new RecordWriter.NewRecord(key, target, one.data(), one.clientInfo());
  }

  private Response response(
      List<RecordWriter.NewRecord> sound, List<Optional<V3ioFault>> problems, List<Placed> placed) {
    List<RecordResult> results = new ArrayList<>(problems.size());
    Iterator<Placed> sent = placed.iterator();
    for (Optional<V3ioFault> problem : problems) {
      results.add(problem.map(RecordResult::failed).orElseGet(() -> result(sent.next())));
    }
    WrittenRecords written = WrittenRecords.of(sound, placed);
    meters.written(V3ioTable.DIALECT, written.count(), written.bytes(), written.throttled());
    return new Response(problems.size() - written.count(), results);
  }

  private static RecordResult result(Placed placed) {
    return switch (placed.result()) {
      case Result.Written written ->
          RecordResult.stored(placed.shard().partition(), written.offset());
      case Result.Throttled _ -> RecordResult.failed(V3ioFault.TOO_MUCH);
      case Result.Failed _, Result.InDoubt _ -> RecordResult.failed(V3ioFault.UNAVAILABLE);
    };
  }
}
