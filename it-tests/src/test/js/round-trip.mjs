// SPDX-License-Identifier: Apache-2.0
// Puts the records of a file into a new stream with the JavaScript SDK and writes down what it was told.
// Usage: round-trip.mjs ENDPOINT STREAM SHARDS SAMPLES TRANSCRIPT (tab-separated files, texts in base64)
import { createWriteStream, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordCommand,
  PutRecordsCommand,
} from "@aws-sdk/client-kinesis";

const [endpoint, StreamName, shards, samplesFile, transcriptFile] = process.argv.slice(2);
// As shipped: the client speaks HTTP/2 from the first byte, also on http.
const kinesis = new KinesisClient({ endpoint });
const out = createWriteStream(transcriptFile);
const note = (...columns) => out.write(columns.join("\t") + "\n");

function batches() {
  const grouped = new Map();
  for (const line of readFileSync(samplesFile, "utf8").trimEnd().split("\n")) {
    const [batch, key, data, hashKey] = line.split("\t");
    if (!grouped.has(batch)) grouped.set(batch, []);
    grouped.get(batch).push({
      PartitionKey: Buffer.from(key, "base64").toString("utf8"),
      Data: Buffer.from(data, "base64"),
      ...(hashKey === "-" ? {} : { ExplicitHashKey: hashKey }),
    });
  }
  return grouped.values();
}

async function put(Records) {
  if (Records.length === 1) {
    return [await kinesis.send(new PutRecordCommand({ StreamName, ...Records[0] }))];
  }
  const answer = await kinesis.send(new PutRecordsCommand({ StreamName, Records }));
  if (answer.FailedRecordCount !== 0) throw new Error(`${answer.FailedRecordCount} records failed`);
  return answer.Records;
}

async function read(ShardId) {
  let { ShardIterator } = await kinesis.send(
    new GetShardIteratorCommand({ StreamName, ShardId, ShardIteratorType: "TRIM_HORIZON" }),
  );
  for (;;) {
    const page = await kinesis.send(new GetRecordsCommand({ ShardIterator }));
    for (const record of page.Records) {
      const key = Buffer.from(record.PartitionKey, "utf8").toString("base64");
      note("got", ShardId, record.SequenceNumber, key, Buffer.from(record.Data).toString("base64"));
    }
    if (page.Records.length === 0 && page.MillisBehindLatest === 0) return;
    ShardIterator = page.NextShardIterator;
  }
}

async function active() {
  const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }));
  return StreamDescriptionSummary.StreamStatus === "ACTIVE";
}

await kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: Number(shards) }));
const deadline = Date.now() + 60_000;
while (!(await active())) {
  if (Date.now() > deadline) throw new Error("the stream did not become ACTIVE");
  await pause(100);
}
for (const batch of batches()) {
  for (const { ShardId, SequenceNumber } of await put(batch)) note("put", ShardId, SequenceNumber);
}
const { Shards } = await kinesis.send(new ListShardsCommand({ StreamName }));
for (const { ShardId } of Shards) await read(ShardId);
await new Promise((done) => out.end(done));
kinesis.destroy();
