// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static io.offshard.adapter.dialect.Operation.served;

import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Operation;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.WireProtocol;
import io.offshard.mapping.dynamodb.DescribeStream;
import io.offshard.mapping.dynamodb.DescribeTable;
import io.offshard.mapping.dynamodb.GetRecords;
import io.offshard.mapping.dynamodb.GetShardIterator;
import io.offshard.mapping.dynamodb.ListStreams;
import io.offshard.mapping.dynamodb.ListTables;
import java.util.List;
import java.util.stream.Stream;

/**
 * All operations of Amazon DynamoDB Streams, one line each, and those of DynamoDB, of which only
 * what tells of tables with streams is served.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_Operations.html">Actions</a>
 */
public final class DynamoTable {
  private static final String NO_TABLES = "it serves the streams of tables, and not tables";

  private static final String OTHERS =
      """
      BatchExecuteStatement
      BatchGetItem
      BatchWriteItem
      CreateBackup
      CreateGlobalTable
      CreateTable
      DeleteBackup
      DeleteItem
      DeleteTable
      DescribeBackup
      DescribeContinuousBackups
      DescribeContributorInsights
      DescribeEndpoints
      DescribeExport
      DescribeGlobalTable
      DescribeGlobalTableSettings
      DescribeImport
      DescribeKinesisStreamingDestination
      DescribeLimits
      DescribeTableReplicaAutoScaling
      DescribeTimeToLive
      DisableKinesisStreamingDestination
      EnableKinesisStreamingDestination
      ExecuteStatement
      ExecuteTransaction
      ExportTableToPointInTime
      GetItem
      ImportTable
      ListBackups
      ListContributorInsights
      ListExports
      ListGlobalTables
      ListImports
      ListTagsOfResource
      PutItem
      Query
      RestoreTableFromBackup
      RestoreTableToPointInTime
      Scan
      TagResource
      TransactGetItems
      TransactWriteItems
      UntagResource
      UpdateContinuousBackups
      UpdateContributorInsights
      UpdateGlobalTable
      UpdateGlobalTableSettings
      UpdateItem
      UpdateTable
      UpdateTableReplicaAutoScaling
      UpdateTimeToLive
      """;

  private DynamoTable() {}

  /** Both tables, whose served operations answer from that core. */
  public static List<OperationTable> create(DynamoCore core) {
    TableLookup lookup = new TableLookup(core.catalog(), core.arns(), core.clock());
    Permissions may = new Permissions(lookup, core.arns());
    return Stream.of(streams(core, lookup, may), tables(core, may))
        .map(table -> table.translating(DynamoFaults::translated))
        .toList();
  }

  private static OperationTable streams(DynamoCore core, TableLookup lookup, Permissions may) {
    ChangeIterators iterators = new ChangeIterators(core.tokens(), core.arns(), core.clock());
    Changes changes = new Changes(new TableForms(core.schemas()), core.meters());
    return OperationTable.of(
        "dynamodbstreams",
        "DynamoDBStreams_20120810",
        WireProtocol.DYNAMODB,
        served(
            "DescribeStream",
            DescribeStream.Request.SHAPE,
            DescribeStream.Response.SHAPE,
            may.control(DescribeStream.Request::streamArn),
            new DescribeStreamOperation(lookup)::handle),
        served(
            "GetRecords",
            GetRecords.Request.SHAPE,
            Access.inToken(),
            new GetRecordsOperation(core, lookup, iterators, may, changes)::handle,
            core.reads()),
        served(
            "GetShardIterator",
            GetShardIterator.Request.SHAPE,
            GetShardIterator.Response.SHAPE,
            may.data(GetShardIterator.Request::streamArn),
            new GetShardIteratorOperation(lookup, core.reader(), iterators)::handle),
        served(
            "ListStreams",
            ListStreams.Request.SHAPE,
            ListStreams.Response.SHAPE,
            Access.account(),
            new ListStreamsOperation(core.catalog(), lookup, may, core.clock())::handle));
  }

  private static OperationTable tables(DynamoCore core, Permissions may) {
    Stream<Operation> served =
        Stream.of(
            served(
                "DescribeTable",
                DescribeTable.Request.SHAPE,
                DescribeTable.Response.SHAPE,
                may.table(DescribeTable.Request::tableName),
                new DescribeTableOperation(core.catalog(), core.arns())::handle),
            served(
                "ListTables",
                ListTables.Request.SHAPE,
                ListTables.Response.SHAPE,
                Access.account(),
                new ListTablesOperation(core.catalog(), may)::handle));
    Stream<Operation> others = OTHERS.lines().map(name -> Operation.unsupported(name, NO_TABLES));
    return OperationTable.of(
        "dynamodb",
        "DynamoDB_20120810",
        WireProtocol.DYNAMODB,
        Stream.concat(served, others).toArray(Operation[]::new));
  }
}
