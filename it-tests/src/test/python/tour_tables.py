# SPDX-License-Identifier: Apache-2.0
"""Calls every operation on tables and their streams with boto3.

Usage: tour_tables.py ENDPOINT TABLE
"""
import sys

import boto3

endpoint, table = sys.argv[1:]
tables = boto3.client("dynamodb", endpoint_url=endpoint)
streams = boto3.client("dynamodbstreams", endpoint_url=endpoint)

assert table in tables.list_tables()["TableNames"]
arn = tables.describe_table(TableName=table)["Table"]["LatestStreamArn"]
assert [arn] == [stream["StreamArn"] for stream in streams.list_streams(TableName=table)["Streams"]]
shard = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"][0]["ShardId"]
iterator = streams.get_shard_iterator(StreamArn=arn, ShardId=shard, ShardIteratorType="TRIM_HORIZON")["ShardIterator"]
[record] = streams.get_records(ShardIterator=iterator)["Records"]
assert record["dynamodb"]["NewImage"] == {"id": {"S": "c1"}, "total": {"N": "12.5"}}, record
