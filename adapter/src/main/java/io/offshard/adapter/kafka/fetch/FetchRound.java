// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ThrottlingQuotaExceededException;
import org.apache.kafka.common.message.FetchResponseData.PartitionData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;

/** A fetch without a session and without a wait, of many partitions. */
record FetchRound(List<Ask.Fetch> asks) implements Round {
  /**
   * Bytes of one answer, more only for a single larger batch. Partitions that find no room come
   * back empty and are asked for again.
   */
  static final int MAX_BYTES = 8 << 20;

  /** Later versions are for brokers among themselves. */
  private static final short WITH_TOPIC_IDS = 17;

  @Override
  public FetchRequest.Builder request() {
    Map<TopicPartition, FetchRequest.PartitionData> partitions = new LinkedHashMap<>();
    for (Ask.Fetch ask : asks) {
      partitions.put(
          ask.partition().topicPartition(),
          new FetchRequest.PartitionData(
              ask.partition().topicId(),
              ask.offset(),
              FetchResponse.INVALID_LOG_START_OFFSET,
              ask.maxBytes(),
              ask.leader().epoch()));
    }
    return FetchRequest.Builder.forConsumer(WITH_TOPIC_IDS, 0, 0, partitions)
        .isolationLevel(IsolationLevel.READ_COMMITTED)
        .setMaxBytes(MAX_BYTES);
  }

  @Override
  public void answer(AbstractResponse body, short version) {
    FetchResponse response = (FetchResponse) body;
    if (response.error() != Errors.NONE) {
      throw response.error().exception();
    }
    Map<Uuid, String> names = new HashMap<>();
    asks.forEach(ask -> names.put(ask.partition().topicId(), ask.partition().topic()));
    Map<TopicPartition, PartitionData> partitions = response.responseData(names, version);
    if (partitions.isEmpty() && response.throttleTimeMs() > 0) {
      throw new ThrottlingQuotaExceededException("the quota for reading is used up");
    }
    for (Ask.Fetch ask : asks) {
      PartitionData data = partitions.get(ask.partition().topicPartition());
      if (data != null) {
        Errors error = Errors.forCode(data.errorCode());
        if (error == Errors.NONE || error == Errors.OFFSET_OUT_OF_RANGE) {
          ask.answer().complete(data);
        } else {
          ask.fail(error.exception());
        }
      }
    }
  }
}
