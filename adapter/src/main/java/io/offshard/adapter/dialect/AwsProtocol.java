// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static java.util.Objects.requireNonNull;

import io.offshard.adapter.access.AccessDenied;
import io.offshard.adapter.access.Authorization;
import io.offshard.adapter.access.Permit;
import io.offshard.adapter.auth.AuthFault;
import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.auth.Principal;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Rejection;
import io.offshard.adapter.observe.Meters;
import io.offshard.mapping.shape.InvalidMembers;
import io.offshard.mapping.shape.MalformedBody;
import io.offshard.mapping.shape.Wire;
import io.offshard.mapping.shape.WrongType;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * AWS's JSON 1.1 protocol and its older CBOR twin. The order of the checks is the service's own, so
 * that a caller with two mistakes is told the same one: method, content type, well-formed body,
 * operation, caller, types, constraints, permission.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_1-protocol.html">AWS JSON 1.1</a>
 */
final class AwsProtocol implements Protocol {
  private static final Logger LOG = LoggerFactory.getLogger(AwsProtocol.class);

  private static final String EVENT_STREAM = "application/vnd.amazon.eventstream";

  private final List<OperationTable> tables;
  private final Authentication authentication;
  private final Authorization authorization;
  private final Meters meters;

  AwsProtocol(
      List<OperationTable> tables,
      Authentication authentication,
      Authorization authorization,
      Meters meters) {
    this.tables = List.copyOf(tables);
    this.authentication = authentication;
    this.authorization = authorization;
    this.meters = meters;
  }

  @Override
  public Target target(Exchange exchange) {
    return Target.of(exchange, tables);
  }

  @Override
  public Map<String, String> headers(Exchange exchange, Target target, Answer answer) {
    Map<String, String> headers = CommonHeaders.of(exchange, answer);
    if (target.protocol().isChecksummed()
        && answer.body() instanceof Body.Whole(ByteBuffer bytes)) {
      headers.put("x-amz-crc32", checksum(bytes));
    }
    return headers;
  }

  /** A wrong one makes the SDK for Java fail for good, so it is of the very bytes that are sent. */
  private static String checksum(ByteBuffer bytes) {
    CRC32 crc = new CRC32();
    crc.update(bytes.duplicate());
    return Long.toString(crc.getValue());
  }

  @Override
  public Answer answer(Exchange exchange, Target target) {
    if (CommonHeaders.isPreflight(exchange)) {
      return Answer.ok(null, Body.empty());
    }
    if (!exchange.method().equals("POST")) {
      return FrontEnd.ACCESS_DENIED;
    }
    String contentType = contentType(exchange);
    if (exchange.body().length == 0) {
      return emptyBody(contentType, target);
    }
    Wire wire = target.protocol().wire(contentType);
    if (wire != null) {
      return answer(exchange, target, wire, target.protocol().answered(contentType));
    }
    Fault unknown = target.words().unknownContentType();
    if (unknown != null) {
      return Answer.fault(unknown, target.protocol(), Wire.JSON, WireProtocol.JSON_1_1);
    }
    if (contentType.equals(FrontEnd.PLAIN_JSON)) {
      return FrontEnd.plainJson(exchange.body());
    }
    return target.sent() ? FrontEnd.UNKNOWN_OPERATION : FrontEnd.ACCESS_DENIED;
  }

  @Override
  public Answer overloaded(Exchange head, Target target) {
    WireProtocol protocol = target.protocol();
    String contentType = contentType(head);
    Wire wire = protocol.wire(contentType);
    Fault fault = target.words().overloaded();
    return wire == null
        ? Answer.fault(fault, protocol, Wire.JSON, WireProtocol.JSON_1_1)
        : Answer.fault(fault, protocol, wire, protocol.answered(contentType));
  }

  @Override
  public Answer tooLarge() {
    return Answer.raw("RequestEntityTooLarge", Rejection.TOO_LARGE.status(), null, "");
  }

  private Answer answer(Exchange exchange, Target target, Wire wire, String contentType) {
    Permit permit = target.permit(authorization, Principal.UNKNOWN);
    try {
      Operation.Prepared call = prepare(exchange, target, wire);
      target.requireThere(exchange);
      Principal caller = target.callers(authentication).identify(exchange, target.signingName());
      Permit known = target.permit(authorization, caller);
      permit = known;
      Body body = known.during(() -> call.run(exchange.path(), exchange.requestId(), known));
      return answer(contentType, body).to(known);
    } catch (RuntimeException | Error e) {
      return Answer.fault(fault(e, exchange, target, wire), target.protocol(), wire, contentType)
          .to(permit)
          .because(e);
    }
  }

  private static Answer answer(String contentType, Body body) {
    return switch (body) {
      case Body.Whole whole -> Answer.ok(contentType, whole);
      case Body.Told told -> Answer.ok(EVENT_STREAM, told);
      case Body.Own own -> Answer.ok(contentType, own);
    };
  }

  /** What comes before the caller is looked at: a body that can be read, for a known operation. */
  private Operation.Prepared prepare(Exchange exchange, Target target, Wire wire) {
    return switch (target.operation()) {
      case Operation.Served<?> served -> served.prepare(wire, exchange.body());
      case Operation.Plain plain -> throw new Refusal(Fault.UNKNOWN_OPERATION);
      case Operation.Unsupported unsupported -> {
        wire.verify(exchange.body());
        yield (path, requestId, permit) -> {
          meters.unsupported(target.dialectLabel(), unsupported.name());
          throw new Refusal(target.words().unsupported(unsupported));
        };
      }
      case null -> {
        wire.verify(exchange.body());
        throw new Refusal(target.words().unknownOperation(target.asked()));
      }
    };
  }

  private static Fault fault(Throwable thrown, Exchange exchange, Target target, Wire wire) {
    DoorWords words = target.words();
    return switch (thrown) {
      case Refusal e -> e.fault();
      case AuthFault e -> words.unauthenticated(e);
      case AccessDenied e -> words.denied(e);
      case MalformedBody e -> words.malformed(wire);
      case WrongType e -> words.wrongType(e.getMessage());
      case InvalidMembers e -> words.invalid(e.getMessage());
      default -> {
        LOG.error("{} {} failed", target.operationLabel(), exchange.requestId(), thrown);
        yield words.internal();
      }
    };
  }

  private static Answer emptyBody(String contentType, Target target) {
    DoorWords words = target.words();
    Fault fault =
        target.operation() == null ? words.unknownOperation(target.asked()) : words.emptyBody();
    WireProtocol protocol = target.protocol();
    String type = protocol.bodiless(contentType);
    return Answer.fault(fault, protocol, requireNonNull(protocol.wire(type)), type);
  }

  /** The media type without parameters. */
  private static String contentType(Exchange exchange) {
    String header = exchange.headers().firstOrEmpty("Content-Type");
    int parameters = header.indexOf(';');
    return (parameters < 0 ? header : header.substring(0, parameters))
        .strip()
        .toLowerCase(Locale.ROOT);
  }
}
