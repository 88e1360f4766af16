// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.yandex.StreamPaths;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the stream that a call is about, for its permission: rules name it, or its full path. */
record Permissions(StreamNames names, StreamPaths paths) {

  /** Of calls that tell of a stream or change it. */
  <I extends Record> Access<Call<I>> control(Function<I, @Nullable String> path) {
    return Access.control(call -> ask(call, path));
  }

  /** Of calls that read or write records of a stream. */
  <I extends Record> Access<Call<I>> data(Function<I, @Nullable String> path) {
    return Access.data(call -> ask(call, path));
  }

  /** Of the call that makes a stream. */
  <I extends Record> Access<Call<I>> creation(Function<I, @Nullable String> path) {
    return Access.control(
        call -> require(call.permit(), names.newName(path.apply(call.request()))));
  }

  /** Of calls for a page: the further ones have the stream in their token. */
  <I extends Record> Access<Call<I>> pages(
      Function<I, @Nullable String> path, Function<I, @Nullable String> nextToken) {
    Access<Call<I>> first = control(path);
    return first.unless(
        call -> !Objects.requireNonNullElse(nextToken.apply(call.request()), "").isEmpty());
  }

  private <I extends Record> void ask(Call<I> call, Function<I, @Nullable String> path) {
    require(call.permit(), names.name(path.apply(call.request())));
  }

  /** For operations that have found the stream in a token. */
  void require(Permit permit, Lineage stream) {
    require(permit, stream.name());
  }

  private void require(Permit permit, String stream) {
    permit.require(subject(stream));
  }

  /** Whether a listing shows the caller that stream. */
  boolean sees(Permit permit, Lineage stream) {
    return permit.sees(subject(stream.name()), null);
  }

  private Subject subject(String stream) {
    String path = paths.fullPath(stream);
    return new Subject(List.of(stream, path), path);
  }
}
