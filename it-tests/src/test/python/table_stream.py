# SPDX-License-Identifier: Apache-2.0
"""Reads the whole stream of a table that has been disabled with boto3, parents before children, and writes down what it has got.

Usage: table_stream.py ENDPOINT ARN FILE (tab-separated: shard, sequence number, event id, new version, old version or -)
"""
import sys
import time

import boto3

endpoint, arn, file = sys.argv[1:]
streams = boto3.client("dynamodbstreams", endpoint_url=endpoint)


def describe():
    """All shards, as pages of two."""
    request = {"StreamArn": arn, "Limit": 2}
    while True:
        page = streams.describe_stream(**request)["StreamDescription"]
        assert page["StreamStatus"] == "DISABLED", page
        yield from page["Shards"]
        if "LastEvaluatedShardId" not in page:
            return
        request["ExclusiveStartShardId"] = page["LastEvaluatedShardId"]


def read(shard):
    iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
    while iterator:
        page = streams.get_records(ShardIterator=iterator, Limit=7)
        yield from page["Records"]
        iterator = page.get("NextShardIterator")


table = arn.split("/")[1]
assert arn in [stream["StreamArn"] for stream in streams.list_streams(TableName=table)["Streams"]]
deadline = time.monotonic() + 60
waiting = {shard["ShardId"]: shard.get("ParentShardId") for shard in describe()}
with open(file, "w", encoding="utf-8") as out:
    while waiting:
        assert time.monotonic() < deadline, waiting
        due = [shard for shard, parent in waiting.items() if parent not in waiting]
        for shard in due:
            del waiting[shard]
            for record in read(shard):
                change = record["dynamodb"]
                old = change.get("OldImage")
                print(
                    shard,
                    change["SequenceNumber"],
                    record["eventID"],
                    change["NewImage"]["version"]["N"],
                    old["version"]["N"] if old else "-",
                    sep="\t",
                    file=out,
                )
