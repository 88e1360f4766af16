// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.dialect.Access;
import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.dynamodb.TableArn;
import io.offshard.mapping.dynamodb.TableArn.StreamName;
import io.offshard.mapping.policy.Subject;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Finds the table that a call is about, for its permission.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazondynamodb.html">Resources
 *     of the actions of DynamoDB</a>
 */
record Permissions(TableLookup lookup, TableArn arns) {

  /** Of calls that tell of the stream of a table. */
  <I extends Record> Access<Call<I>> control(Function<I, @Nullable String> streamArn) {
    return Access.control(call -> ask(call, streamArn));
  }

  /** Of calls for positions in such a stream; the operation says so itself if none is named. */
  <I extends Record> Access<Call<I>> data(Function<I, @Nullable String> streamArn) {
    return Access.<Call<I>>data(call -> ask(call, streamArn))
        .unless(call -> streamArn.apply(call.request()) == null);
  }

  private <I extends Record> void ask(Call<I> call, Function<I, @Nullable String> streamArn) {
    StreamName name = lookup.name(streamArn.apply(call.request()));
    require(call.permit(), name.table(), name.label());
  }

  /** For the operation that has found the table in a token. */
  void require(Permit permit, String table, Instant label) {
    permit.require(new Subject(List.of(table), arns.stream(table, label)));
  }

  /** Of calls about the table itself, by its name or its ARN. */
  <I extends Record> Access<Call<I>> table(Function<I, String> name) {
    return Access.control(
        call -> call.permit().require(subject(arns.tableName(name.apply(call.request())))));
  }

  /** Whether a listing shows the caller that table, or its streams. */
  boolean sees(Permit permit, String table) {
    return permit.sees(subject(table), null)
        || permit.sees(new Subject(List.of(table), arns.table(table) + "/stream/*"), null);
  }

  private Subject subject(String table) {
    return new Subject(List.of(table), arns.table(table));
  }
}
