# SPDX-License-Identifier: Apache-2.0
"""Calls the operations of Yandex Data Streams that no SDK knows, signed, on a new stream.

Usage: tour_yandex_signed.py ENDPOINT PATH
"""
import json
import sys
import urllib.request

import boto3
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest

endpoint, path = sys.argv[1:]
credentials = boto3.Session().get_credentials()


def call(operation, **members):
    request = AWSRequest(
        "POST",
        endpoint,
        headers={"Content-Type": "application/json", "X-Amz-Target": "Kinesis_20131202." + operation},
        data=json.dumps(members),
    )
    SigV4Auth(credentials, "kinesis", "ru-central1").add_auth(request)
    prepared = request.prepare()
    with urllib.request.urlopen(
        urllib.request.Request(prepared.url, prepared.body.encode(), dict(prepared.headers))
    ) as answer:
        return json.load(answer)


assert call("CreateStream", StreamName=path, RetentionPeriodHours=4, WriteQuotaKbPerSec=128) == {}
described = call("DescribeStream", StreamName=path)["StreamDescription"]
assert (len(described["Shards"]), described["RetentionPeriodHours"], described["WriteQuotaKbPerSec"]) == (1, 4, 128)
for again in range(2):  # the second one changes nothing
    updated = call("UpdateStream", StreamName=path, TargetShardCount=2, RetentionPeriodHours=5, WriteQuotaKbPerSec=512)
    assert updated == {"StreamName": path, "ShardCount": 2, "WriteQuotaKbPerSec": 512, "RetentionPeriodHours": 5}, updated
assert call("SetWriteQuota", StreamName=path, WriteQuotaKbPerSec=1024) == {}
assert call("DescribeStream", StreamName=path)["StreamDescription"]["WriteQuotaKbPerSec"] == 1024
assert call("DeleteStream", StreamName=path) == {}
