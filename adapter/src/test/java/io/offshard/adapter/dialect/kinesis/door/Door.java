// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis.door;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.dialect.Dispatcher;
import io.offshard.adapter.dialect.OperationTable;
import io.offshard.adapter.dialect.Replies;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import io.offshard.mapping.shape.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The door with the Kinesis operations behind it, and what it answers. */
final class Door implements AutoCloseable {
  private final Meters meters = new Meters();
  private final Dispatcher dispatcher;

  Door(OperationTable table, Authentication authentication) {
    dispatcher = new Dispatcher(List.of(table), authentication, meters, seen -> {});
  }

  /**
   * What a call came to.
   *
   * @param header the type of the error as the header has it, empty for none
   * @param members the members of the body of an error
   */
  record Answer(int status, String header, Map<String, String> members) {
    String type() {
      return members.getOrDefault("__type", "");
    }
  }

  static String contentType(Wire wire) {
    return switch (wire) {
      case JSON -> "application/x-amz-json-1.1";
      case CBOR -> "application/x-amz-cbor-1.1";
    };
  }

  Answer call(Wire wire, String operation, byte[] body) {
    Reply reply =
        dispatcher.serve(
            new Exchange(
                "id-1",
                "POST",
                "/",
                "",
                "127.0.0.1:1",
                Headers.of(
                    "Content-Type",
                    contentType(wire),
                    "X-Amz-Target",
                    "Kinesis_20131202." + operation),
                body,
                "HTTP/1.1",
                "127.0.0.1:1"));
    byte[] answer = Replies.bytes(reply);
    return new Answer(
        reply.status(),
        reply.headers().getOrDefault("x-amzn-ErrorType", ""),
        reply.status() == 200 ? Map.of() : members(wire, answer));
  }

  private static Map<String, String> members(Wire wire, byte[] body) {
    JsonFactory factory = wire == Wire.JSON ? new JsonFactory() : new CBORFactory();
    Map<String, String> members = new HashMap<>();
    try (JsonParser parser = factory.createParser(body)) {
      parser.nextToken();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        parser.nextToken();
        members.put(parser.currentName(), parser.getText());
      }
      return members;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    meters.close();
  }
}
