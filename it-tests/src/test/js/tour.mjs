// SPDX-License-Identifier: Apache-2.0
// Makes the calls of a tour with the JavaScript SDK.
// Usage: tour.mjs ENDPOINT STREAM TOUR
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import * as sdk from "@aws-sdk/client-kinesis";

const [endpoint, stream, tour] = process.argv.slice(2);
const kinesis = new sdk.KinesisClient({ endpoint });
const known = { stream };

function filled(value, name) {
  if (Array.isArray(value)) return value.map((each) => filled(each));
  if (value !== null && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, filled(each, key)]));
  }
  if (typeof value !== "string") return value;
  if (name === "Data") return Buffer.from(value, "base64");
  return value.replace(/\$\{(\w+)\}/g, (_, key) => known[key]);
}

const at = (answer, path) => path.split(".").reduce((value, part) => value[part], answer);

async function settle() {
  for (;;) {
    const answer = await kinesis.send(new sdk.DescribeStreamSummaryCommand({ StreamName: stream }));
    if (answer.StreamDescriptionSummary.StreamStatus === "ACTIVE") return;
    await pause(50);
  }
}

for (const step of JSON.parse(readFileSync(tour, "utf8"))) {
  const Command = sdk[`${step.op}Command`];
  if (!Command) continue;
  if (step.settled) await settle();
  const answer = await kinesis.send(new Command(filled(step.in)));
  if (answer.EventStream) {
    answer.Events = []; // what is pushed, up to its orderly end
    for await (const event of answer.EventStream) answer.Events.push(event.SubscribeToShardEvent);
  }
  for (const [path, expected] of Object.entries(step.expect ?? {})) {
    assert.equal(at(answer, path), filled(expected), `${step.op}: ${path}`);
  }
  for (const [name, path] of Object.entries(step.keep ?? {})) known[name] = at(answer, path);
}
kinesis.destroy();
