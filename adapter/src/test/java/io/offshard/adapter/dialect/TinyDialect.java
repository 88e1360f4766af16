// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.shape.Member;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Text;
import io.offshard.mapping.shape.Whole;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dialect of four operations, and requests to it. */
public final class TinyDialect {
  /** What Greet is asked and answers. */
  public record Greeting(String name, @Nullable Integer times) {
    public static final Struct<Greeting> SHAPE =
        Struct.of(
            Greeting.class,
            Member.required("Name", Text.ofLength(1, 8)),
            Member.of("Times", Whole.ofInt(1, 5)));
  }

  /** A call is about whom it names. */
  private static final Access<Call<Greeting>> ACCESS =
      Access.control(call -> call.permit().require(whom(call.request().name())));

  private TinyDialect() {}

  static Subject whom(String name) {
    return new Subject(List.of(name), "arn:tiny:" + name);
  }

  static OperationTable table() {
    return OperationTable.of(
        "tiny",
        "Tiny_2026",
        WireProtocol.JSON_1_1_AND_CBOR,
        Operation.served("Greet", Greeting.SHAPE, Greeting.SHAPE, ACCESS, TinyDialect::greet),
        Operation.served("Forget", Greeting.SHAPE, Access.inToken(), TinyDialect::forget),
        Operation.told("Count", Greeting.SHAPE, ACCESS, TinyDialect::count),
        Operation.served("Break", Greeting.SHAPE, ACCESS, TinyDialect::fail),
        Operation.unsupported("Sing", "it has no voice"));
  }

  private static Greeting greet(Call<Greeting> call) {
    if (call.request().name().equals("nobody")) {
      throw new Refusal("ResourceNotFoundException", 400, "nobody is not there.");
    }
    return new Greeting("hi " + call.request().name(), call.request().times());
  }

  /** Finds out by itself whom it is about; somebody forgets to ask, though. */
  private static void forget(Call<Greeting> call) {
    if (!call.request().name().equals("careless")) {
      call.permit().require(whom(call.request().name()));
    }
  }

  /** Tells of so many times, and then fails. */
  private static Events count(Call<Greeting> call) {
    Integer times = call.request().times();
    if (times == null) {
      throw new Refusal("ResourceNotFoundException", 400, "there is nothing to count.");
    }
    return new Counting(times);
  }

  /** Numbers, with a moment of silence before each. */
  static final class Counting implements Events {
    private final int last;
    private int told;
    private boolean silent = true;
    boolean closed;

    Counting(int last) {
      this.last = last;
    }

    @Override
    public Next next() {
      silent = !silent;
      if (!silent) {
        return new Next.Nothing();
      }
      if (told == last) {
        return new Next.End("TooFarException");
      }
      told++;
      return new Next.Event(
          ByteBuffer.wrap(Integer.toString(told).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public void close() {
      closed = true;
    }
  }

  private static void fail(Call<Greeting> call) {
    throw new IllegalStateException("secret");
  }

  static Exchange json(String target, String body) {
    return request("application/x-amz-json-1.1", target, body.getBytes(StandardCharsets.UTF_8));
  }

  static Exchange request(String contentType, String target, byte[] body) {
    return new Exchange(
        "id-1",
        "POST",
        "/",
        "",
        "127.0.0.1:1",
        Headers.of("Content-Type", contentType, "X-Amz-Target", target),
        body,
        "HTTP/1.1",
        "127.0.0.1:1");
  }

  static Exchange bare(String method, String body, String... headers) {
    return new Exchange(
        "id-1",
        method,
        "/",
        "",
        "127.0.0.1:1",
        Headers.of(headers),
        body.getBytes(StandardCharsets.UTF_8),
        "HTTP/1.1",
        "127.0.0.1:1");
  }
}
