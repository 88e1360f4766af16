// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.faults;

import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.apache.kafka.common.message.MetadataResponseData;
import org.apache.kafka.common.message.ProduceResponseData;
import org.apache.kafka.common.message.ProduceResponseData.PartitionProduceResponse;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ApiMessage;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/**
 * One answer of a broker on its way to a client.
 *
 * @param request the header of the request that it answers
 * @param frame header and body, without the length in front
 */
record Answer(RequestHeader request, ByteBuffer frame) {

  /** Whether it acknowledges, or refuses, records of the producer with that client id. */
  boolean isProducers(String clientId) {
    return request.apiKey() == ApiKeys.PRODUCE && clientId.equals(request.clientId());
  }

  /** The same with every broker at that port of this machine. */
  Answer withBrokersAt(int port) {
    if (request.apiKey() != ApiKeys.METADATA) {
      return this;
    }
    MetadataResponseData body = new MetadataResponseData(bodyOnly(), request.apiVersion());
    body.brokers().forEach(broker -> broker.setHost("127.0.0.1").setPort(port));
    return withBody(body);
  }

  /** The same answer to a producer, with a change to what is said of each partition. */
  Answer withEachPartition(Consumer<PartitionProduceResponse> change) {
    ProduceResponseData body = new ProduceResponseData(bodyOnly(), request.apiVersion());
    body.responses().forEach(topic -> topic.partitionResponses().forEach(change));
    return withBody(body);
  }

  private ByteBufferAccessor bodyOnly() {
    ByteBuffer all = frame.duplicate();
    ResponseHeader.parse(all, headerVersion());
    return new ByteBufferAccessor(all);
  }

  private Answer withBody(ApiMessage body) {
    ResponseHeader header = new ResponseHeader(request.correlationId(), headerVersion());
    return new Answer(
        request,
        RequestUtils.serialize(header.data(), headerVersion(), body, request.apiVersion()));
  }

  private short headerVersion() {
    return request.apiKey().responseHeaderVersion(request.apiVersion());
  }
}
