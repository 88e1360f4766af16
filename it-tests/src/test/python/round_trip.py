# SPDX-License-Identifier: Apache-2.0
"""Puts the records of a file into a new stream with boto3 and writes down what it was told.

Usage: round_trip.py ENDPOINT STREAM SHARDS SAMPLES TRANSCRIPT (tab-separated files, texts in base64)
"""
import base64
import itertools
import sys
import time

import boto3

endpoint, stream, shards, samples_file, transcript_file = sys.argv[1:]
kinesis = boto3.client("kinesis", endpoint_url=endpoint)


def entry(columns):
    _, key, data, hash_key = columns
    record = {"PartitionKey": base64.b64decode(key).decode(), "Data": base64.b64decode(data)}
    if hash_key != "-":
        record["ExplicitHashKey"] = hash_key
    return record


def put(batch):
    if len(batch) == 1:
        return [kinesis.put_record(StreamName=stream, **batch[0])]
    answer = kinesis.put_records(StreamName=stream, Records=batch)
    assert answer["FailedRecordCount"] == 0, answer
    return answer["Records"]


def read(shard):
    iterator = kinesis.get_shard_iterator(
        StreamName=stream, ShardId=shard, ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]
    while True:
        page = kinesis.get_records(ShardIterator=iterator)
        yield from page["Records"]
        if not page["Records"] and page["MillisBehindLatest"] == 0:
            return
        iterator = page["NextShardIterator"]


kinesis.create_stream(StreamName=stream, ShardCount=int(shards))
deadline = time.monotonic() + 60
while (
    kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]["StreamStatus"]
    != "ACTIVE"
):
    assert time.monotonic() < deadline, "the stream did not become ACTIVE"
    time.sleep(0.1)

with open(samples_file) as lines, open(transcript_file, "w") as out:
    rows = (line.rstrip("\n").split("\t") for line in lines)
    for _, batch in itertools.groupby(rows, key=lambda columns: columns[0]):
        for result in put([entry(columns) for columns in batch]):
            print("put", result["ShardId"], result["SequenceNumber"], sep="\t", file=out)
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        for record in read(shard["ShardId"]):
            key = base64.b64encode(record["PartitionKey"].encode()).decode()
            data = base64.b64encode(record["Data"]).decode()
            print("got", shard["ShardId"], record["SequenceNumber"], key, data, sep="\t", file=out)
