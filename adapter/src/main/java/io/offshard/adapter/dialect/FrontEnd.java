// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.mapping.shape.MalformedBody;
import io.offshard.mapping.shape.Wire;

/**
 * What the service's front end answers to requests that are in none of its protocols. No SDK sends
 * such.
 */
final class FrontEnd {
  /** A media type that the front end still knows and no operation does. */
  static final String PLAIN_JSON = WireProtocol.JSON;

  /** Neither method nor content type nor target says what is wanted. */
  static final Answer ACCESS_DENIED =
      Answer.raw(
          "AccessDeniedException",
          403,
          null,
          """
          <AccessDeniedException>
            <Message>Unable to determine service/operation name to be authorized</Message>
          </AccessDeniedException>
          """);

  /** There is a target, but in a content type that it does not go with. */
  static final Answer UNKNOWN_OPERATION =
      Answer.raw("UnknownOperationException", 404, null, "<UnknownOperationException/>\n");

  private FrontEnd() {}

  static Answer plainJson(byte[] body) {
    try {
      Wire.JSON.verify(body);
      return wrapped("UnknownOperationException", 404);
    } catch (MalformedBody e) {
      return wrapped("SerializationException", 400);
    }
  }

  private static Answer wrapped(String type, int status) {
    String body =
        "{\"Output\":{\"__type\":\"com.amazon.coral.service#" + type + "\"},\"Version\":\"1.0\"}";
    return Answer.raw(type, status, PLAIN_JSON, body);
  }
}
