// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.lineage.StreamConsumer;
import io.offshard.mapping.policy.Subject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what calls are about, for their permission: the stream that a request names, or the
 * consumer. A policy that it carries may be as old as what this replica knows of it, some
 * milliseconds.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonkinesisdatastreams.html">Resources
 *     of the actions of Kinesis</a>
 */
final class Permissions {
  private final StreamCatalog catalog;
  private final StreamLookup streams;
  private final ConsumerLookup consumers;
  private final Account account;

  Permissions(
      StreamCatalog catalog, StreamLookup streams, ConsumerLookup consumers, Account account) {
    this.catalog = catalog;
    this.streams = streams;
    this.consumers = consumers;
    this.account = account;
  }

  /** Of calls that tell of a stream or change it. */
  <I extends Record> Access<Call<I>> control(
      Function<I, @Nullable String> name, Function<I, @Nullable String> arn) {
    return Access.control(call -> ask(call, name, arn));
  }

  /** The same where requests have no ARN. */
  <I extends Record> Access<Call<I>> controlNamed(Function<I, @Nullable String> name) {
    return control(name, request -> null);
  }

  /** The same where requests have nothing but the ARN. */
  <I extends Record> Access<Call<I>> controlByArn(Function<I, @Nullable String> arn) {
    return control(request -> null, arn);
  }

  /** Of calls that read or write records of a stream. */
  <I extends Record> Access<Call<I>> data(
      Function<I, @Nullable String> name, Function<I, @Nullable String> arn) {
    return Access.data(call -> ask(call, name, arn));
  }

  private <I extends Record> void ask(
      Call<I> call, Function<I, @Nullable String> name, Function<I, @Nullable String> arn) {
    requireStream(
        call.permit(), streams.name(name.apply(call.request()), arn.apply(call.request())));
  }

  /** Of calls about a stream or a consumer, whichever the ARN names. */
  <I extends Record> Access<Call<I>> resource(Function<I, String> arn) {
    return Access.control(
        call -> {
          switch (consumers.resource(arn.apply(call.request()))) {
            case Resource.OfStream(String stream) -> requireStream(call.permit(), stream);
            case Resource.OfConsumer(String stream, ConsumerId id) ->
                require(call.permit(), stream, id);
          }
        });
  }

  /**
   * Of calls about the policy that a stream or a consumer carries. It does not count for them: one
   * that denies everything to all could never be taken away.
   */
  <I extends Record> Access<Call<I>> policyOf(Function<I, String> arn) {
    return Access.control(
        call ->
            call.permit()
                .require(
                    switch (consumers.resource(arn.apply(call.request()))) {
                      case Resource.OfStream(String stream) -> subject(stream);
                      case Resource.OfConsumer(String stream, ConsumerId id) -> subject(stream, id);
                    }));
  }

  /** Of calls that read the records of a consumer. */
  <I extends Record> Access<Call<I>> subscription(Function<I, String> consumerArn) {
    return Access.data(call -> requireConsumer(call.permit(), consumerArn.apply(call.request())));
  }

  /** Of calls about a consumer, which may name it with its stream. */
  <I extends Record> Access<Call<I>> consumer(
      Function<I, @Nullable String> streamArn,
      Function<I, @Nullable String> name,
      Function<I, @Nullable String> consumerArn) {
    return Access.control(
        call -> {
          String stream = streamArn.apply(call.request());
          String consumer = name.apply(call.request());
          String arn = consumerArn.apply(call.request());
          if (arn != null) {
            requireConsumer(call.permit(), arn);
          } else if (stream != null && consumer != null) {
            requireNamed(call.permit(), streams.name(null, stream), consumer);
          } // else the operation says what is missing
        });
  }

  private void requireConsumer(Permit permit, String consumerArn) {
    Account.ConsumerArn arn = consumers.owned(consumerArn);
    require(permit, arn.stream().stream(), arn.consumer());
  }

  private void require(Permit permit, String stream, ConsumerId id) {
    permit.require(
        subject(stream, id),
        policy(catalog.known(stream).flatMap(found -> found.attached().consumer(id))));
  }

  /** Without a look-up nobody knows the end of its ARN. */
  private void requireNamed(Permit permit, String stream, String consumer) {
    permit.require(
        new Subject(List.of(stream), account.streamArn(stream) + "/consumer/" + consumer),
        policy(catalog.known(stream).flatMap(found -> found.attached().consumer(consumer))));
  }

  private static @Nullable String policy(Optional<StreamConsumer> consumer) {
    return consumer.map(StreamConsumer::policy).orElse(null);
  }

  /** For operations that have found the stream in a token. */
  void require(Permit permit, Lineage stream) {
    permit.require(subject(stream.name()), stream.attached().policy());
  }

  private void requireStream(Permit permit, String name) {
    permit.require(
        subject(name), catalog.known(name).map(found -> found.attached().policy()).orElse(null));
  }

  /** Whether a listing shows the caller that stream. */
  boolean sees(Permit permit, Lineage stream) {
    return permit.sees(subject(stream.name()), stream.attached().policy());
  }

  private Subject subject(String stream) {
    return new Subject(List.of(stream), account.streamArn(stream));
  }

  private Subject subject(String stream, ConsumerId id) {
    return new Subject(List.of(stream), account.consumerArn(stream, id));
  }
}
