// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.dynamo;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.it.natives.OwnedTopic;
import java.util.List;
import java.util.stream.IntStream;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * A version of an item that counts up, from 0, and the change that made it.
 *
 * @param attempt tells writes of the same version apart
 */
record ItemVersion(String id, int version, int attempt) {

  /** The version whose change that is. */
  static ItemVersion of(String eventId) {
    String[] parts = eventId.split("/", -1);
    return new ItemVersion(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /** All whose changes are in a topic, in either form. */
  static List<ItemVersion> inKafka(OwnedTopic topic, int partitions) {
    return IntStream.range(0, partitions)
        .boxed()
        .flatMap(partition -> topic.read(partition).stream())
        .map(record -> JsonNode.parser().parse(new String(record.value(), UTF_8)))
        .map(json -> of(json.field("eventID").orElseThrow().asString()))
        .toList();
  }

  /** What identifies the change. */
  String eventId() {
    return id + "/" + version + "/" + attempt;
  }

  /** The change as GetRecords has it. */
  String streamsRecord() {
    return """
    {"eventID":"%s","eventName":"%s","eventVersion":"1.1","eventSource":"aws:dynamodb",\
    "awsRegion":"eu-west-1","dynamodb":{"ApproximateCreationDateTime":1.7E9,%s,\
    "SequenceNumber":"111222333444555666777","SizeBytes":1,"StreamViewType":"NEW_AND_OLD_IMAGES"}}\
    """
        .formatted(eventId(), eventName(), images());
  }

  /** The change as Kinesis Data Streams for DynamoDB has it. */
  String kinesisRecord() {
    return """
    {"awsRegion":"eu-west-1","eventID":"%s","eventName":"%s","userIdentity":null,\
    "recordFormat":"application/json","tableName":"elsewhere","dynamodb":{\
    "ApproximateCreationDateTime":1700000000123,%s,"SizeBytes":1},"eventSource":"aws:dynamodb"}\
    """
        .formatted(eventId(), eventName(), images());
  }

  String eventName() {
    return version == 0 ? "INSERT" : "MODIFY";
  }

  private String images() {
    String keys = "\"Keys\":{\"id\":{\"S\":\"" + id + "\"}},\"NewImage\":" + image(version);
    return version == 0 ? keys : keys + ",\"OldImage\":" + image(version - 1);
  }

  private String image(int of) {
    return "{\"id\":{\"S\":\"%s\"},\"version\":{\"N\":\"%d\"}}".formatted(id, of);
  }
}
