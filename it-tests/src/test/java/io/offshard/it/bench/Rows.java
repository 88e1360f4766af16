// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The table of targets, line by line; all records are of 1 KiB. */
final class Rows {

  private static final int SHARDS = 4;

  private Rows() {}

  static List<Row> all() {
    return List.of(
        puts("PutRecords x 500, CBOR", Format.CBOR, 500, 4, 0.5, 2.5),
        puts("PutRecords x 500, JSON", Format.JSON, 500, 4, 0.45, 3),
        puts("PutRecords x 10, JSON", Format.JSON, 10, 16, 0.45, 9),
        drain("GetRecords drain, CBOR", Format.CBOR, 0.6, 1.6),
        drain("GetRecords drain, JSON", Format.JSON, 0.45, 2),
        puts(
            "PutRecord, 16 connections",
            Format.JSON,
            1,
            16,
            0.25,
            45,
            new Goal(Figure.RATE, 20_000)),
        new Compared(
            "PutRecord, 100/s, one shard",
            new Load.Scheduled(100),
            rig -> new Sides(new Puts(rig, Format.JSON, 1, 8, 1), new KafkaPuts(rig, 1, 8, 1)),
            List.of(new Goal(Figure.P50_ABOVE_RAW, 0.3), new Goal(Figure.P99, 8))),
        control("GetShardIterator", ControlCalls.Kind.GET_SHARD_ITERATOR),
        control("DescribeStreamSummary", ControlCalls.Kind.DESCRIBE_STREAM_SUMMARY),
        control("ListShards", ControlCalls.Kind.LIST_SHARDS),
        new Compared(
            "empty GetRecords, idle shards, 8 connections",
            new Load.Closed(),
            rig -> new Sides(new IdlePolls(rig), null),
            List.of(new Goal(Figure.RATE, 15_000))),
        new Startup(
            "start to first 200, idle memory",
            List.of(new Goal(Figure.START, 1), new Goal(Figure.MEMORY, 120))),
        new NotYet("end to end by push", "SubscribeToShard"),
        new NotYet("PutRecord and PutRecords with SigV4", "checking of signatures"));
  }

  private static Row puts(
      String name, Format format, int batch, int callers, double ratio, double cpu, Goal... more) {
    List<Goal> goals = new ArrayList<>(Arrays.asList(more));
    goals.addFirst(new Goal(Figure.CPU, cpu));
    goals.addFirst(new Goal(Figure.RATIO, ratio));
    return new Compared(
        name,
        new Load.Closed(),
        rig ->
            new Sides(
                new Puts(rig, format, batch, callers, SHARDS),
                new KafkaPuts(rig, batch, callers, SHARDS)),
        goals);
  }

  private static Row drain(String name, Format format, double ratio, double cpu) {
    return new Compared(
        name,
        new Load.Closed(),
        rig -> {
          Stored stored = Stored.fill(rig);
          return new Sides(new Drain(stored, format), new KafkaDrain(stored));
        },
        List.of(new Goal(Figure.RATIO, ratio), new Goal(Figure.CPU, cpu)));
  }

  private static Row control(String name, ControlCalls.Kind kind) {
    return new Compared(
        name,
        new Load.Closed(),
        rig -> new Sides(new ControlCalls(rig, kind), null),
        List.of(new Goal(Figure.RATE, 35_000)));
  }
}
