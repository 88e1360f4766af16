# SPDX-License-Identifier: Apache-2.0
"""Makes the calls of a tour with boto3, as far as this version knows their operations.

Usage: tour.py ENDPOINT STREAM TOUR
"""
import base64
import json
import string
import sys
import time

import boto3
from botocore import xform_name

endpoint, stream, tour = sys.argv[1:]
kinesis = boto3.client("kinesis", endpoint_url=endpoint)
known = {"stream": stream}


def filled(value, name=None):
    if isinstance(value, dict):
        return {key: filled(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [filled(each) for each in value]
    if name == "Data":
        return base64.b64decode(value)
    return string.Template(value).substitute(known) if isinstance(value, str) else value


def at(answer, path):
    for part in path.split("."):
        answer = answer[int(part)] if part.isdigit() else answer[part]
    return answer


def settle():
    while True:
        summary = kinesis.describe_stream_summary(StreamName=stream)["StreamDescriptionSummary"]
        if summary["StreamStatus"] == "ACTIVE":
            return
        time.sleep(0.05)


for step in json.load(open(tour, encoding="utf-8")):
    if step["op"] not in kinesis.meta.service_model.operation_names:
        continue
    if step.get("settled"):
        settle()
    answer = getattr(kinesis, xform_name(step["op"]))(**filled(step["in"]))
    if "EventStream" in answer:  # what is pushed, up to its orderly end
        answer = {"Events": [event["SubscribeToShardEvent"] for event in answer["EventStream"]]}
    for path, expected in step.get("expect", {}).items():
        assert at(answer, path) == filled(expected), (step["op"], path, at(answer, path))
    for name, path in step.get("keep", {}).items():
        known[name] = at(answer, path)
