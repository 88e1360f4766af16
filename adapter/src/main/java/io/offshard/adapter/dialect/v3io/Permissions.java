// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.Sent;
import io.offshard.mapping.policy.Subject;
import io.offshard.mapping.v3io.Container;
import io.offshard.mapping.v3io.Containers;
import io.offshard.mapping.v3io.ListQuery;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a call is about, for its permission: rules name its path, which begins with the name
 * of the container, or the stream that is or could be at that path.
 */
record Permissions(Containers containers, Places places) {

  /** Of calls that tell of a stream or change it, whose name may be in the body. */
  <I extends Record> Access<Call<I>> control(Function<I, @Nullable String> streamName) {
    return Access.control(call -> ask(call, streamName));
  }

  /** Of calls that read or write records of a stream. */
  <I extends Record> Access<Call<I>> data(Function<I, @Nullable String> streamName) {
    return Access.data(call -> ask(call, streamName));
  }

  private <I extends Record> void ask(Call<I> call, Function<I, @Nullable String> streamName) {
    ResourcePath path = ResourcePath.of(call.path());
    call.permit().require(subject(places.place(path, streamName.apply(call.request()))));
  }

  /** Of calls about one shard: rules are about its stream. */
  <I extends Record> Access<Call<I>> shard(
      Function<I, @Nullable String> streamName, Function<I, @Nullable Integer> number) {
    return Access.data(
        call -> {
          I request = call.request();
          call.permit()
              .require(
                  subject(
                      places.streamOf(
                          call.path(), streamName.apply(request), number.apply(request))));
        });
  }

  /** Of calls about an item. */
  <I extends Record> Access<Call<I>> item() {
    return Access.data(call -> call.permit().require(inside(ResourcePath.of(call.path()))));
  }

  /** Of calls that read objects and list directories; a part of the path may be in the query. */
  Access<Sent> reading() {
    return Access.data(
        sent -> {
          ResourcePath path = ResourcePath.of(sent.path());
          List<String> names = new ArrayList<>(path.elements());
          names.addAll(ListQuery.of(sent.query()).prefix());
          sent.permit().require(inside(path.container(), names));
        });
  }

  /** Of calls about one object. */
  Access<Sent> object() {
    return Access.data(sent -> sent.permit().require(inside(ResourcePath.of(sent.path()))));
  }

  /** Of the call that deletes, maybe a stream. */
  Access<Sent> deletion() {
    return Access.control(sent -> sent.permit().require(inside(ResourcePath.of(sent.path()))));
  }

  /** Whether a listing of a container shows the caller that stream. */
  boolean sees(Permit permit, Container container, List<String> path) {
    return permit.sees(subject(container, path, List.of()), null);
  }

  private Subject subject(ResourcePath path) {
    return subject(container(path.container()), path.elements(), List.of());
  }

  private Subject inside(ResourcePath path) {
    return inside(path.container(), path.elements());
  }

  /** What may be in a stream: who is denied that is denied all that is below its path. */
  private Subject inside(String named, List<String> elements) {
    Container container = container(named);
    List<String> around = new ArrayList<>();
    for (int depth = 1; depth < elements.size(); depth++) {
      List<String> above = elements.subList(0, depth);
      Optional<String> stream = container.stream(above);
      if (stream.isEmpty()) {
        break; // no stream can be any deeper
      }
      around.add(stream.get());
      around.add(path(container, above));
    }
    return subject(container, elements, around);
  }

  private Container container(String named) {
    return containers
        .find(named)
        .orElseThrow(() -> V3ioFaults.refuse(V3ioFault.CONTAINER_NOT_FOUND));
  }

  private static Subject subject(Container container, List<String> elements, List<String> around) {
    String path = path(container, elements);
    List<String> names = new ArrayList<>(List.of(path));
    container.stream(elements).ifPresent(names::add);
    return new Subject(names, path, around);
  }

  private static String path(Container container, List<String> elements) {
    return container.name() + "/" + String.join("/", elements);
  }
}
