// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.util.List;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;

/** One request to a broker, with those who wait for its answer. For one thread. */
sealed interface Round permits FetchRound, OffsetRound, TopicRound {
  List<? extends Ask<?>> asks();

  AbstractRequest.Builder<?> request();

  /**
   * Hands out the answer.
   *
   * @param version of the protocol that the broker answered in
   */
  void answer(AbstractResponse body, short version);

  /** Takes whatever became of the request. Afterwards nobody waits any more. */
  default void complete(ClientResponse response) {
    try {
      if (response.authenticationException() != null) {
        fail(response.authenticationException());
      } else if (response.versionMismatch() != null) {
        fail(response.versionMismatch());
      } else if (response.wasDisconnected()) {
        fail(
            new DisconnectException(
                "broker "
                    + response.destination()
                    + (response.wasTimedOut() ? " did not answer" : " closed the connection")));
      } else {
        answer(response.responseBody(), response.requestHeader().apiVersion());
        fail(new KafkaException("missing in the answer of the broker"));
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Fails those who have no answer yet. */
  default void fail(RuntimeException problem) {
    asks().forEach(ask -> ask.fail(problem));
  }
}
