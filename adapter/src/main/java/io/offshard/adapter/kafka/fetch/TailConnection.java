// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka.fetch;

import java.time.Duration;
import org.apache.kafka.clients.ClientResponse;
import org.apache.kafka.clients.KafkaClient;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.requests.FetchResponse;

/**
 * A connection to a broker that is kept waiting for news of the partitions of one session. For one
 * thread.
 */
final class TailConnection {
  /** After which the broker counts as silent, and it is looked whether another one leads. */
  private static final Duration SILENCE = TailSession.WAIT.plusMillis(500);

  /** A connection without members is closed after that. */
  private static final Duration IDLE = Duration.ofSeconds(10);

  private static final Duration PAUSE = Duration.ofMillis(100);

  private final KafkaClient client;
  private final Node broker;
  private final Node connection;
  private final TailSession session;
  private final Leaders leaders;
  private final int requestMillis;
  private final Runnable sent;
  private boolean underWay;
  private long heard;
  private long looked;
  private long paused;

  /**
   * Not connected yet.
   *
   * @param number its own: the client has one connection for each
   * @param sent is told of each request
   */
  TailConnection(
      int number,
      Node broker,
      TailSession session,
      KafkaClient client,
      Leaders leaders,
      Duration requestTimeout,
      Runnable sent) {
    this.connection = new Node(number, broker.host(), broker.port());
    this.broker = broker;
    this.session = session;
    this.client = client;
    this.leaders = leaders;
    this.sent = sent;
    this.requestMillis = Math.toIntExact(requestTimeout.plus(TailSession.WAIT).toMillis());
    this.heard = System.nanoTime();
    this.looked = heard;
    this.paused = heard;
  }

  boolean hasRoomFor(Leader leader) {
    return broker.equals(leader.node()) && session.hasRoom();
  }

  void join(Tail tail, Leader leader) {
    if (session.isEmpty()) {
      heard = System.nanoTime();
    }
    session.join(tail, leader);
  }

  TailSession session() {
    return session;
  }

  /** Closes the connection if nobody has needed it for a while; then it is not to be used again. */
  boolean isOver() {
    if (session.isEmpty() && !underWay && since(heard) > IDLE.toNanos()) {
      client.close(connection.idString());
      return true;
    }
    return false;
  }

  private static long since(long nanos) {
    return System.nanoTime() - nanos;
  }

  /** Sends what can be sent now, and tells after how many milliseconds to look again. */
  long serve(long now) {
    if (session.isEmpty()) {
      return IDLE.toMillis();
    }
    if (since(heard) > SILENCE.toNanos()) {
      lookForOtherLeaders();
    }
    if (!underWay && since(paused) >= 0 && !session.isEmpty()) {
      if (client.ready(connection, now)) {
        send(now);
      } else if (client.connectionFailed(connection)) {
        session.fail(new DisconnectException("no connection to broker " + broker));
      }
    }
    return PAUSE.toMillis();
  }

  private void lookForOtherLeaders() {
    session.pause();
    if (since(looked) > SILENCE.toNanos()) {
      looked = System.nanoTime();
      session.lose(member -> !leaders.isStill(member.leader(), member.tail().partition()));
    }
  }

  private void send(long now) {
    client.send(
        client.newClientRequest(
            connection.idString(), session.request(), now, true, requestMillis, this::complete),
        now);
    underWay = true; // not before: what could not be sent is never complete
    sent.run();
  }

  private void complete(ClientResponse response) {
    underWay = false;
    if (response.responseBody() instanceof FetchResponse answer) {
      heard = System.nanoTime();
      if (!session.answer(answer, response.requestHeader().apiVersion())) {
        paused = heard + PAUSE.toNanos();
      }
    } else {
      session.fail(new DisconnectException("no answer of broker " + broker));
    }
  }
}
