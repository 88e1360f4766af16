// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.access.Permit;
import io.offshard.mapping.shape.Decoded;
import io.offshard.mapping.shape.Struct;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;

/**
 * One entry of an API's table: an operation that is served, or one that the API has and Offshard
 * does not. The error, the metric and the compatibility page of the latter all come from its entry.
 */
public sealed interface Operation {
  /** The name on the wire, for example {@code PutRecord}. */
  String name();

  /** How its calls are permitted; what is refused to all is about no stream. */
  Access<?> access();

  /** Whether each call of it is for the audit log. */
  default boolean isAudited() {
    return access().isAudited();
  }

  /** Whether it is served, and its calls are about a stream and not about the account. */
  default boolean isAboutStreams() {
    return access().isAboutStreams();
  }

  /** The same operation, which refuses in these words. */
  Operation translating(Translation words);

  /** The same operation, whose calls are counted once they are permitted. */
  Operation limited(CallRates rates);

  /** An operation with an answer. */
  static <I extends Record, O extends Record> Operation served(
      String name,
      Struct<I> request,
      Struct<O> response,
      Access<Call<I>> access,
      Handler<I, O> handler) {
    return new Served<>(
        name,
        request,
        access,
        (call, wire) -> Body.of(response.encode(wire, handler.handle(call))));
  }

  /** An operation that writes its answers itself: only so many calls hold one at once. */
  static <I extends Record> Operation served(
      String name, Struct<I> request, Access<Call<I>> access, Action<I> action, Gate gate) {
    return new Served<>(
        name,
        request,
        access,
        (call, wire) -> gate.through(() -> new Body.Whole(action.run(call, wire))));
  }

  /** An operation that goes on telling: what it refuses, it refuses before the first event. */
  static <I extends Record> Operation told(
      String name, Struct<I> request, Access<Call<I>> access, Telling<I> telling) {
    return new Served<>(name, request, access, (call, wire) -> new Body.Told(telling.begin(call)));
  }

  /** An operation whose success is an empty body. */
  static <I extends Record> Operation served(
      String name, Struct<I> request, Access<Call<I>> access, VoidHandler<I> handler) {
    return new Served<>(
        name,
        request,
        access,
        (call, wire) -> {
          handler.handle(call);
          return Body.empty();
        });
  }

  /** An operation whose answers have a status and header fields of their own. */
  static <I extends Record> Operation answered(
      String name, Struct<I> request, Access<Call<I>> access, Answering<I> answering) {
    return new Served<>(
        name, request, access, (call, wire) -> new Body.Own(answering.answer(call)));
  }

  /** An operation whose requests have no form. */
  static Operation plain(String name, Access<Sent> access, PlainWork work) {
    return new Plain(name, access, work);
  }

  /**
   * An operation that is refused by name.
   *
   * @param reason why, for the caller to read: the end of the sentence "Offshard does not support
   *     X: ..."
   */
  static Operation unsupported(String name, String reason) {
    return new Unsupported(name, reason);
  }

  /** See {@link Operation#unsupported}. */
  record Unsupported(String name, String reason) implements Operation {
    @Override
    public Access<?> access() {
      return Access.account();
    }

    @Override
    public Operation translating(Translation words) {
      return this;
    }

    @Override
    public Operation limited(CallRates rates) {
      return this;
    }
  }

  /** See {@link Operation#served}. */
  record Served<I extends Record>(
      String name, Struct<I> request, Access<Call<I>> access, Work<I> work) implements Operation {
    @Override
    public Operation translating(Translation words) {
      return new Served<>(
          name,
          request,
          access.translating(words),
          (call, wire) -> {
            try {
              return work.run(call, wire);
            } catch (RuntimeException e) {
              throw words.of(e, call.requestId());
            }
          });
    }

    @Override
    public Operation limited(CallRates rates) {
      return new Served<>(
          name,
          request,
          access,
          (call, wire) -> {
            rates.require(name, call.permit());
            return work.run(call, wire);
          });
    }

    /**
     * Reads a body whose caller is not known yet.
     *
     * @throws io.offshard.mapping.shape.MalformedBody when it is not well-formed
     */
    Prepared prepare(Wire wire, byte[] body) {
      Decoded<I> decoded = request.decode(wire, body);
      return (path, requestId, permit) -> {
        Call<I> call = new Call<>(decoded.value(), path, requestId, permit);
        access.begin(call);
        Body answer = work.run(call, wire);
        Access.requireAsked(call);
        return answer;
      };
    }
  }

  /** See {@link Operation#plain}. */
  record Plain(String name, Access<Sent> access, PlainWork work) implements Operation {
    /** Carries out one call. */
    OwnAnswer run(Sent sent) {
      access.begin(sent);
      OwnAnswer answer = work.run(sent);
      Access.requireAsked(sent);
      return answer;
    }

    @Override
    public Operation limited(CallRates rates) {
      return new Plain(
          name,
          access,
          sent -> {
            rates.require(name, sent.permit());
            return work.run(sent);
          });
    }

    @Override
    public Operation translating(Translation words) {
      return new Plain(
          name,
          access.translating(words),
          sent -> {
            try {
              return work.run(sent);
            } catch (RuntimeException e) {
              throw words.of(e, sent.requestId());
            }
          });
    }
  }

  /** What a plain operation does. */
  @FunctionalInterface
  interface PlainWork {
    /** Carries out one call. */
    OwnAnswer run(Sent sent);
  }

  /** What an operation does whose answers have header fields of their own. */
  @FunctionalInterface
  interface Answering<I extends Record> {
    /** Carries out one call. */
    OwnAnswer answer(Call<I> call);
  }

  /** Says in the words of an API what the core below it refuses. */
  @FunctionalInterface
  interface Translation {
    /** What is thrown instead: a {@link Refusal}, or the same if it is nothing that was refused. */
    RuntimeException of(RuntimeException thrown, String requestId);
  }

  /** What a served operation does, from the checked request to the body of its answer. */
  @FunctionalInterface
  interface Work<I extends Record> {
    /** Carries out one call. */
    Body run(Call<I> call, Wire wire);
  }

  /** What an operation does that goes on telling. */
  @FunctionalInterface
  interface Telling<I extends Record> {
    /**
     * Begins; the events are closed by whoever sends them.
     *
     * @throws Refusal to answer with an error of the API instead
     */
    Events begin(Call<I> call);
  }

  /** What an operation does that encodes its answer itself. */
  @FunctionalInterface
  interface Action<I extends Record> {
    /** Carries out one call; the answer is backed by an array. */
    ByteBuffer run(Call<I> call, Wire wire);
  }

  /** A well-formed call that waits for its caller to be known. */
  @FunctionalInterface
  interface Prepared {
    /** Checks the members, carries out the call and gives the body of its answer. */
    Body run(String path, String requestId, Permit permit);
  }
}
