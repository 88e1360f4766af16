// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.http.Endpoint;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Rejection;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Observation;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The one door of all APIs: finds the operation, has it answered, and adds what all answers share.
 * Each call is counted and logged here, once, whatever becomes of it. Thread-safe.
 */
public final class Dispatcher implements Endpoint {
  private final AwsProtocol aws;
  private final Optional<V3ioProtocol> v3io;
  private final Meters meters;
  private final Consumer<Observation> log;

  /**
   * A door.
   *
   * @param tables the APIs that are on; of several that a call is for the first one counts
   * @param authentication is asked about each call of a known operation with a well-formed body
   * @param log is told of each call when it has been answered
   */
  public Dispatcher(
      List<OperationTable> tables,
      Authentication authentication,
      Meters meters,
      Consumer<Observation> log) {
    this(tables, authentication, Authorization.everything(), Optional.empty(), meters, log);
  }

  /**
   * A door that may serve v3io too.
   *
   * @param authorization is asked about each call whose caller is known
   * @param v3io empty where that is off
   */
  public Dispatcher(
      List<OperationTable> tables,
      Authentication authentication,
      Authorization authorization,
      Optional<V3ioApi> v3io,
      Meters meters,
      Consumer<Observation> log) {
    this.aws = new AwsProtocol(tables, authentication, authorization, meters);
    this.v3io = v3io.map(api -> new V3ioProtocol(api, authorization, meters));
    this.meters = meters;
    this.log = log;
  }

  @Override
  public Reply serve(Exchange exchange) {
    long start = System.nanoTime();
    Protocol protocol = protocol(exchange);
    Target target = protocol.target(exchange);
    return finish(exchange, protocol, target, protocol.answer(exchange, target), start);
  }

  @Override
  public Reply refuse(Exchange head, Rejection why) {
    long start = System.nanoTime();
    Protocol protocol = protocol(head);
    Target target = protocol.target(head);
    Answer answer =
        switch (why) {
          case OVERLOADED -> protocol.overloaded(head, target);
          case TOO_LARGE -> protocol.tooLarge();
          case TOO_SLOW -> Answer.raw("RequestTimeout", why.status(), null, "");
          case BROKEN -> Answer.raw("BrokenRequest", why.status(), null, "");
        };
    return finish(head, protocol, target, answer, start);
  }

  private Protocol protocol(Exchange exchange) {
    return v3io.isPresent() && v3io.get().isMeantBy(exchange) ? v3io.get() : aws;
  }

  private Reply finish(
      Exchange exchange, Protocol protocol, Target target, Answer answer, long start) {
    Map<String, String> headers = protocol.headers(exchange, target, answer);
    return switch (answer.body()) {
      case Body.Whole(ByteBuffer bytes) -> {
        observe(exchange, target, answer, answer.result(), bytes.remaining(), start);
        yield new Reply.Whole(answer.status(), headers, bytes);
      }
      case Body.Own(OwnAnswer own) -> {
        observe(exchange, target, answer, answer.result(), own.body().remaining(), start);
        yield new Reply.Whole(answer.status(), headers, own.body());
      }
      case Body.Told(Events events) ->
          new Reply.Streamed(
              answer.status(),
              headers,
              new EventBody(
                  events,
                  (result, sent) -> observe(exchange, target, answer, result, sent, start)));
    };
  }

  private void observe(
      Exchange exchange, Target target, Answer answer, String result, long bytesOut, long start) {
    Observation seen =
        new Observation(
            exchange.requestId(),
            TraceId.of(exchange.headers()),
            exchange.remote(),
            exchange.protocol(),
            target.dialectLabel(),
            target.service(),
            target.operationLabel(),
            answer.caller().name(),
            answer.resource(),
            target.isAudited() || answer.denied(),
            result,
            answer.status(),
            exchange.body().length,
            bytesOut,
            System.nanoTime() - start);
    meters.request(seen);
    log.accept(seen);
  }
}
