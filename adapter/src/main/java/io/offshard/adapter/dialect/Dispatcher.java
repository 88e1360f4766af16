// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

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
import java.util.function.Consumer;
import java.util.zip.CRC32;

/**
 * The one door of all APIs: finds the operation, has it answered, and adds what all answers share.
 * Each call is counted and logged here, once, whatever becomes of it. Thread-safe.
 */
public final class Dispatcher implements Endpoint {
  private final List<OperationTable> tables;
  private final AwsProtocol protocol;
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
    this.tables = List.copyOf(tables);
    this.protocol = new AwsProtocol(authentication, meters);
    this.meters = meters;
    this.log = log;
  }

  @Override
  public Reply serve(Exchange exchange) {
    long start = System.nanoTime();
    if (CommonHeaders.isPreflight(exchange)) {
      return finish(exchange, target(exchange), Answer.ok(null, Body.empty()), start);
    }
    Target target = target(exchange);
    return finish(exchange, target, protocol.answer(exchange, target), start);
  }

  @Override
  public Reply refuse(Exchange head, Rejection why) {
    long start = System.nanoTime();
    Target target = target(head);
    Answer answer =
        switch (why) {
          case OVERLOADED -> protocol.overloaded(head, target);
          case TOO_LARGE -> Answer.raw("RequestEntityTooLarge", why.status(), null, "");
          case TOO_SLOW -> Answer.raw("RequestTimeout", why.status(), null, "");
          case BROKEN -> Answer.raw("BrokenRequest", why.status(), null, "");
        };
    return finish(head, target, answer, start);
  }

  private Target target(Exchange exchange) {
    return Target.of(exchange, tables);
  }

  private Reply finish(Exchange exchange, Target target, Answer answer, long start) {
    Map<String, String> headers = CommonHeaders.of(exchange, answer);
    return switch (answer.body()) {
      case Body.Whole(ByteBuffer bytes) -> {
        observe(exchange, target, answer, answer.result(), bytes.remaining(), start);
        if (target.protocol().isChecksummed()) {
          headers.put("x-amz-crc32", checksum(bytes));
        }
        yield new Reply.Whole(answer.status(), headers, bytes);
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

  /** A wrong one makes the SDK for Java fail for good, so it is of the very bytes that are sent. */
  private static String checksum(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    return Long.toString(crc.getValue());
  }

  private void observe(
      Exchange exchange, Target target, Answer answer, String result, long bytesOut, long start) {
    Observation seen =
        new Observation(
            exchange.requestId(),
            exchange.remote(),
            exchange.protocol(),
            target.dialectLabel(),
            target.operationLabel(),
            answer.caller().name(),
            result,
            answer.status(),
            exchange.body().length,
            bytesOut,
            System.nanoTime() - start);
    meters.request(seen);
    log.accept(seen);
  }
}
