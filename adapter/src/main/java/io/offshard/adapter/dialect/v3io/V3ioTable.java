// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import static io.offshard.adapter.dialect.Operation.answered;
import static io.offshard.adapter.dialect.Operation.plain;
import static io.offshard.adapter.dialect.Operation.served;
import static io.offshard.adapter.dialect.Operation.unsupported;

import io.offshard.adapter.dialect.ObjectCall;
import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.WireProtocol;
import io.offshard.mapping.v3io.CreateStream;
import io.offshard.mapping.v3io.DescribeStream;
import io.offshard.mapping.v3io.GetItem;
import io.offshard.mapping.v3io.GetItems;
import io.offshard.mapping.v3io.GetRecords;
import io.offshard.mapping.v3io.PutItem;
import io.offshard.mapping.v3io.PutRecords;
import io.offshard.mapping.v3io.Seek;
import io.offshard.mapping.v3io.UpdateItem;
import io.offshard.mapping.v3io.UpdateStream;
import java.util.List;
import java.util.stream.Stream;

/**
 * All functions of the v3io web API that its stream clients know, one line each.
 *
 * @see <a
 *     href="https://www.iguazio.com/docs/latest-release/data-layer/reference/web-apis/streaming-web-api/">Streaming
 *     Web API</a>
 */
public final class V3ioTable {
  /** The API's name in metrics. */
  static final String DIALECT = "v3io";

  private static final String INTERNAL = "it is internal to the vendor's own platform";

  private V3ioTable() {}

  /** The table, whose served functions answer from that core. */
  public static OperationTable create(V3ioCore core) {
    Places places = new Places(core.containers());
    Permissions may = new Permissions(core.containers(), places);
    return OperationTable.of(
            DIALECT,
            "",
            WireProtocol.PLAIN_JSON,
            List.of(
                streams(core, places, may), records(core, places, may), files(core, may), others()))
        .translating(V3ioFaults::translated);
  }

  private static List<Operation> streams(V3ioCore core, Places places, Permissions may) {
    return List.of(
        served(
            "CreateStream",
            CreateStream.Request.SHAPE,
            may.control(CreateStream.Request::streamName),
            new CreateStreamOperation(core, places)::handle),
        served(
            "DescribeStream",
            DescribeStream.Request.SHAPE,
            DescribeStream.Response.SHAPE,
            may.control(DescribeStream.Request::streamName),
            new DescribeStreamOperation(core.catalog(), places)::handle),
        served(
            "UpdateStream",
            UpdateStream.Request.SHAPE,
            may.control(UpdateStream.Request::streamName),
            new UpdateStreamOperation(core, places)::handle));
  }

  private static List<Operation> records(V3ioCore core, Places places, Permissions may) {
    SeekOperation seek = new SeekOperation(core, places);
    return List.of(
        served(
            "GetRecords",
            GetRecords.Request.SHAPE,
            may.shard(GetRecords.Request::streamName, GetRecords.Request::shardId),
            new GetRecordsOperation(core, places)::handle,
            core.reads()),
        served(
            "PutRecords",
            PutRecords.Request.SHAPE,
            PutRecords.Response.SHAPE,
            may.data(PutRecords.Request::streamName),
            new PutRecordsOperation(core, places)::handle),
        served(
            "Seek",
            Seek.Request.SHAPE,
            Seek.Response.SHAPE,
            may.shard(Seek.Request::streamName, Seek.Request::shardId),
            seek::handle),
        served(
            "SeekShard",
            Seek.Request.SHAPE,
            Seek.Response.SHAPE,
            may.shard(Seek.Request::streamName, Seek.Request::shardId),
            seek::handle));
  }

  private static List<Operation> files(V3ioCore core, Permissions may) {
    Spots spots = new Spots(core.containers(), core.catalog());
    StoredItems items = new StoredItems(core.items());
    ItemPlaces places = new ItemPlaces(spots, core.shards(), core.recorded());
    Directories directories = new Directories(core, items);
    ObjectContents contents = new ObjectContents(places, items);
    ItemWrites writes = new ItemWrites(places, items, core.commits());
    return List.of(
        answered(
            "GetItem",
            GetItem.Request.SHAPE,
            may.item(),
            new GetItemOperation(places, items)::handle),
        served(
            "GetItems",
            GetItems.Request.SHAPE,
            GetItems.Response.SHAPE,
            may.item(),
            new GetItemsOperation(spots, directories)::handle),
        answered(
            "PutItem", PutItem.Request.SHAPE, may.item(), new PutItemOperation(writes)::handle),
        answered(
            "UpdateItem",
            UpdateItem.Request.SHAPE,
            may.item(),
            new UpdateItemOperation(writes)::handle),
        plain(
            ObjectCall.DELETE.operation(),
            may.deletion(),
            new DeleteObjectOperation(core, spots, places, items, directories)::handle),
        plain(
            ObjectCall.GET.operation(),
            may.reading(),
            new GetObjectOperation(spots, contents, directories, may)::handle),
        plain(
            ObjectCall.HEAD.operation(),
            may.object(),
            new HeadObjectOperation(spots, contents, directories)::handle),
        plain(
            ObjectCall.PUT.operation(),
            may.object(),
            new PutObjectOperation(spots, items, directories)::handle));
  }

  private static List<Operation> others() {
    return Stream.of("DirSetAttr", "GetClusterMD", "OosRun", "PutChunk")
        .map(name -> unsupported(name, INTERNAL))
        .toList();
  }
}
