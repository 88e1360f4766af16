// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.time.Duration;
import java.util.List;

/** The table of targets, line by line; all records are of 1 KiB. */
final class Rows {

  private static final int SHARDS = 4;

  private Rows() {}

  static List<Row> all() {
    return List.of(
        puts("PutRecords x 500, CBOR", Format.CBOR, 500, 4, ratio(0.5, 0.8), cpu(2.5, 2)),
        puts("PutRecords x 500, JSON", Format.JSON, 500, 4, ratio(0.45, 0.7), cpu(3, 2.5)),
        puts("PutRecords x 10, JSON", Format.JSON, 10, 16, ratio(0.45, 0.65), cpu(9, 6.5)),
        drain("GetRecords drain, CBOR", Format.CBOR, ratio(0.6, 0.85), cpu(1.6, 1)),
        drain("GetRecords drain, JSON", Format.JSON, ratio(0.45, 0.7), cpu(2, 1.3)),
        puts("v3io PutRecords x 1000", Format.V3IO, 1_000, 4, ratio(0.36, 0.56), cpu(3.6, 3)),
        drain("v3io GetRecords drain", Format.V3IO, ratio(0.36, 0.56), cpu(2.4, 1.6)),
        puts(
            "PutRecord, 16 connections",
            Format.JSON,
            1,
            16,
            ratio(0.25, 0.35),
            cpu(45, 34),
            new Goal(Figure.RATE, 20_000, 25_000)),
        new Compared(
            "PutRecord, 100/s, one shard",
            new Load.Scheduled(100),
            rig -> new Sides(new Puts(rig, Format.JSON, 1, 8, 1), new KafkaPuts(rig, 1, 8, 1)),
            List.of(new Goal(Figure.P50_ABOVE_RAW, 0.3, 0), new Goal(Figure.P99, 8, 6))),
        control("GetShardIterator", ControlCalls.Kind.GET_SHARD_ITERATOR),
        control("DescribeStreamSummary", ControlCalls.Kind.DESCRIBE_STREAM_SUMMARY),
        control("ListShards", ControlCalls.Kind.LIST_SHARDS),
        new Compared(
            "empty GetRecords, idle shards, 8 connections",
            new Load.Closed(),
            rig -> new Sides(new IdlePolls(rig), null),
            List.of(new Goal(Figure.RATE, 15_000, 23_000))),
        new Startup(
            "start to first 200, idle memory",
            List.of(new Goal(Figure.START, 1, 0.5), new Goal(Figure.MEMORY, 120, 90))),
        new Compared(
            "end to end by push, 100/s",
            new Load.Scheduled(100),
            rig -> new Sides(new Pushed(rig), new Followed(rig, Followed::consumer)),
            List.of(
                new Goal(Figure.P50_ABOVE_RAW, 3, 1),
                new Goal(Figure.P99_ABOVE_RAW, 10, 4),
                new Goal(Figure.P50_AFTER_ANSWER, 5, 5))),
        new Compared(
            "record to who follows its partition, 100/s",
            new Load.Scheduled(100),
            rig ->
                new Sides(new Followed(rig, Followed::tail), new Followed(rig, Followed::consumer)),
            List.of(new Goal(Figure.P50_ABOVE_RAW, 0.5, 0))),
        new Compared(
            "changes that Debezium has written",
            new Load.Closed(),
            rig -> new Sides(new ChangesDrain(rig), null),
            List.of(new Goal(Figure.RATE, 20_000, 40_000))),
        new Compared(
            "item compare-and-set, one caller",
            new Load.Closed(),
            rig -> new Sides(new ItemSets(rig), new Followed(rig, Followed::consumer)),
            List.of(new Goal(Figure.P50, 5, 3), ratio(0.25, 0.5))),
        new Contended(
            "one item, 32 members, every 50 ms",
            32,
            Duration.ofMillis(50),
            List.of(new Goal(Figure.WITHOUT_SUCCESS, 10, 2))),
        new Signed(
            "PutRecord, 16 connections, SigV4",
            Format.JSON,
            1,
            16,
            SHARDS,
            List.of(ratio(0.25, 0.35), cpu(45, 34))),
        new Signed(
            "PutRecords x 500, JSON, SigV4",
            Format.JSON,
            500,
            4,
            SHARDS,
            List.of(ratio(0.45, 0.7), cpu(3.7, 3.2))));
  }

  private static Goal ratio(double first, double then) {
    return new Goal(Figure.RATIO, first, then);
  }

  private static Goal cpu(double first, double then) {
    return new Goal(Figure.CPU, first, then);
  }

  private static Row puts(String name, Format format, int batch, int callers, Goal... goals) {
    return new Compared(
        name,
        new Load.Closed(),
        rig ->
            new Sides(
                new Puts(rig, format, batch, callers, SHARDS),
                new KafkaPuts(rig, batch, callers, SHARDS)),
        List.of(goals));
  }

  private static Row drain(String name, Format format, Goal... goals) {
    return new Compared(
        name,
        new Load.Closed(),
        rig -> {
          Stored stored = Stored.fill(rig);
          return new Sides(new Drain(stored, format), new KafkaDrain(stored));
        },
        List.of(goals));
  }

  private static Row control(String name, ControlCalls.Kind kind) {
    return new Compared(
        name,
        new Load.Closed(),
        rig -> new Sides(new ControlCalls(rig, kind), null),
        List.of(new Goal(Figure.RATE, 35_000, 50_000)));
  }
}
