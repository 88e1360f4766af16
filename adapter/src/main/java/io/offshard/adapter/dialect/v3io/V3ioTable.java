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
    return OperationTable.of(
            DIALECT,
            "",
            WireProtocol.PLAIN_JSON,
            List.of(streams(core, places), records(core, places), files(core), others()))
        .translating(V3ioFaults::translated);
  }

  private static List<Operation> streams(V3ioCore core, Places places) {
    return List.of(
        served(
            "CreateStream",
            CreateStream.Request.SHAPE,
            new CreateStreamOperation(core, places)::handle),
        served(
            "DescribeStream",
            DescribeStream.Request.SHAPE,
            DescribeStream.Response.SHAPE,
            new DescribeStreamOperation(core.catalog(), places)::handle),
        served(
            "UpdateStream",
            UpdateStream.Request.SHAPE,
            new UpdateStreamOperation(core, places)::handle));
  }

  private static List<Operation> records(V3ioCore core, Places places) {
    SeekOperation seek = new SeekOperation(core, places);
    return List.of(
        served(
            "GetRecords",
            GetRecords.Request.SHAPE,
            new GetRecordsOperation(core, places)::handle,
            core.reads()),
        served(
            "PutRecords",
            PutRecords.Request.SHAPE,
            PutRecords.Response.SHAPE,
            new PutRecordsOperation(core, places)::handle),
        served("Seek", Seek.Request.SHAPE, Seek.Response.SHAPE, seek::handle),
        served("SeekShard", Seek.Request.SHAPE, Seek.Response.SHAPE, seek::handle));
  }

  private static List<Operation> files(V3ioCore core) {
    Spots spots = new Spots(core.containers(), core.catalog());
    StoredItems items = new StoredItems(core.items());
    ItemPlaces places = new ItemPlaces(spots, core.shards());
    Directories directories = new Directories(core.catalog(), core.contents(), items);
    ObjectContents contents = new ObjectContents(places, items);
    ItemWrites writes = new ItemWrites(places, items, core.commits());
    return List.of(
        answered("GetItem", GetItem.Request.SHAPE, new GetItemOperation(places, items)::handle),
        served(
            "GetItems",
            GetItems.Request.SHAPE,
            GetItems.Response.SHAPE,
            new GetItemsOperation(spots, directories)::handle),
        answered("PutItem", PutItem.Request.SHAPE, new PutItemOperation(writes)::handle),
        answered("UpdateItem", UpdateItem.Request.SHAPE, new UpdateItemOperation(writes)::handle),
        plain(
            ObjectCall.DELETE.operation(),
            new DeleteObjectOperation(core, spots, places, items, directories)::handle),
        plain(
            ObjectCall.GET.operation(),
            new GetObjectOperation(spots, contents, directories)::handle),
        plain(
            ObjectCall.HEAD.operation(),
            new HeadObjectOperation(spots, contents, directories)::handle),
        plain(
            ObjectCall.PUT.operation(), new PutObjectOperation(spots, items, directories)::handle));
  }

  private static List<Operation> others() {
    return Stream.of("DirSetAttr", "GetClusterMD", "OosRun", "PutChunk")
        .map(name -> unsupported(name, INTERNAL))
        .toList();
  }
}
