// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import static io.offshard.adapter.dialect.Operation.served;

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
    return Stream.of(streams(core), tables(core))
        .map(table -> table.translating(DynamoFaults::translated))
        .toList();
  }

  private static OperationTable streams(DynamoCore core) {
    TableLookup lookup = new TableLookup(core.catalog(), core.arns(), core.clock());
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
            new DescribeStreamOperation(lookup)::handle),
        served(
            "GetRecords",
            GetRecords.Request.SHAPE,
            new GetRecordsOperation(core, lookup, iterators, changes)::handle,
            core.reads()),
        served(
            "GetShardIterator",
            GetShardIterator.Request.SHAPE,
            GetShardIterator.Response.SHAPE,
            new GetShardIteratorOperation(lookup, core.reader(), iterators)::handle),
        served(
            "ListStreams",
            ListStreams.Request.SHAPE,
            ListStreams.Response.SHAPE,
            new ListStreamsOperation(core.catalog(), lookup, core.clock())::handle));
  }

  private static OperationTable tables(DynamoCore core) {
    Stream<Operation> served =
        Stream.of(
            served(
                "DescribeTable",
                DescribeTable.Request.SHAPE,
                DescribeTable.Response.SHAPE,
                new DescribeTableOperation(core.catalog(), core.arns())::handle),
            served(
                "ListTables",
                ListTables.Request.SHAPE,
                ListTables.Response.SHAPE,
                new ListTablesOperation(core.catalog())::handle));
    Stream<Operation> others = OTHERS.lines().map(name -> Operation.unsupported(name, NO_TABLES));
    return OperationTable.of(
        "dynamodb",
        "DynamoDB_20120810",
        WireProtocol.DYNAMODB,
        Stream.concat(served, others).toArray(Operation[]::new));
  }
}
