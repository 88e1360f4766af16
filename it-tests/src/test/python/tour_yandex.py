# SPDX-License-Identifier: Apache-2.0
"""Calls every operation of Yandex Data Streams that boto3 knows, on a new stream.

Usage: tour_yandex.py ENDPOINT PATH
PATH is that of the stream, in full or relative to the database that the endpoint names.
"""
import datetime
import sys

import boto3
from botocore.exceptions import ClientError

endpoint, path = sys.argv[1:]
yds = boto3.client("kinesis", endpoint_url=endpoint, region_name="ru-central1")


def refused(call, **members):
    try:
        call(**members)
    except ClientError as error:
        return error.response["Error"]["Code"]
    raise AssertionError(members)


def describe():
    return yds.describe_stream(StreamName=path)["StreamDescription"]


def read(shard, **place):
    iterator = yds.get_shard_iterator(StreamName=path, ShardId=shard, **place)["ShardIterator"]
    page = yds.get_records(ShardIterator=iterator, Limit=1000)
    assert page["NextShardIterator"] and page["MillisBehindLatest"] == 0, page
    return [(record["SequenceNumber"], record["PartitionKey"], record["Data"]) for record in page["Records"]]


yds.create_stream(StreamName=path, ShardCount=2)
assert refused(yds.create_stream, StreamName=path, ShardCount=2) == "ResourceInUseException"
description = describe()
assert description["StreamName"] == path and description["StreamStatus"] == "ACTIVE", description
assert [shard["ShardId"] for shard in description["Shards"]] == ["shard-000000", "shard-000001"]
assert [shard["SequenceNumberRange"] for shard in description["Shards"]] == [{"StartingSequenceNumber": "0"}] * 2
assert any(path.endswith(name) for name in yds.list_streams(Limit=10000)["StreamNames"])
summary = yds.describe_stream_summary(StreamName=path)["StreamDescriptionSummary"]
assert summary["OpenShardCount"] == 2 and summary["RetentionPeriodHours"] == 24, summary

one = yds.put_record(StreamName=path, PartitionKey="a", Data=b"first", ExplicitHashKey="0")
assert (one["ShardId"], one["SequenceNumber"], one["EncryptionType"]) == ("shard-000000", "0", "NONE"), one
some = yds.put_records(
    StreamName=path,
    Records=[dict(PartitionKey=str(i), Data=str(i).encode(), ExplicitHashKey="0") for i in range(1, 10)],
)
assert some["FailedRecordCount"] == 0
assert [record["SequenceNumber"] for record in some["Records"]] == [str(i) for i in range(1, 10)]

assert read("shard-000000", ShardIteratorType="TRIM_HORIZON")[:2] == [("0", "a", b"first"), ("1", "1", b"1")]
assert len(read("shard-000000", ShardIteratorType="AT_SEQUENCE_NUMBER", StartingSequenceNumber="00000")) == 10
assert len(read("shard-000000", ShardIteratorType="AFTER_SEQUENCE_NUMBER", StartingSequenceNumber="1")) == 8
assert read("shard-000000", ShardIteratorType="AT_SEQUENCE_NUMBER", StartingSequenceNumber="999999") == []
assert read("shard-000000", ShardIteratorType="LATEST") == []
assert read("shard-000001", ShardIteratorType="TRIM_HORIZON") == []
hour = datetime.timedelta(hours=1)
now = datetime.datetime.now(datetime.timezone.utc)
assert len(read("shard-000000", ShardIteratorType="AT_TIMESTAMP", Timestamp=now - hour)) == 10
assert (
    refused(yds.get_shard_iterator, StreamName=path, ShardId="shard-000000", ShardIteratorType="AT_TIMESTAMP",
            Timestamp=now + hour)
    == "InvalidArgumentException"
)

first = yds.list_shards(StreamName=path, MaxResults=1)
rest = yds.list_shards(NextToken=first["NextToken"])
assert [s["ShardId"] for s in first["Shards"] + rest["Shards"]] == ["shard-000000", "shard-000001"]
assert "NextToken" not in rest and "ParentShardId" not in rest["Shards"][0]

grown = yds.update_shard_count(StreamName=path, TargetShardCount=3, ScalingType="UNIFORM_SCALING")
assert (grown["CurrentShardCount"], grown["TargetShardCount"]) == (2, 3), grown
assert len(describe()["Shards"]) == 3
assert (
    refused(yds.update_shard_count, StreamName=path, TargetShardCount=2, ScalingType="UNIFORM_SCALING")
    == "InvalidArgumentException"
)
yds.decrease_stream_retention_period(StreamName=path, RetentionPeriodHours=4)
yds.increase_stream_retention_period(StreamName=path, RetentionPeriodHours=12)
assert describe()["RetentionPeriodHours"] == 12
yds.update_stream_mode(StreamARN=path, StreamModeDetails={"StreamMode": "ON_DEMAND"})
yds.update_stream_mode(StreamARN=path, StreamModeDetails={"StreamMode": "PROVISIONED"})

yds.register_stream_consumer(StreamARN=path, ConsumerName="app")
assert [c["ConsumerName"] for c in yds.list_stream_consumers(StreamARN=path)["Consumers"]] == ["app"]
assert refused(yds.delete_stream, StreamName=path) == "ResourceInUseException"
yds.deregister_stream_consumer(StreamARN=path, ConsumerName="app")
assert refused(yds.merge_shards, StreamName=path, ShardToMerge="shard-000000",
               AdjacentShardToMerge="shard-000001") == "InvalidAction"
yds.delete_stream(StreamName=path, EnforceConsumerDeletion=True)
assert refused(yds.describe_stream, StreamName=path) == "ResourceNotFoundException"
