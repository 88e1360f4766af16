// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.adapter.http.Exchange;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** All operations of one API, served or not. Immutable. */
public final class OperationTable {
  private final String dialect;
  private final String targetPrefix;
  private final WireProtocol protocol;
  private final SortedMap<String, Operation> operations;
  private final @Nullable Place place;

  private OperationTable(
      String dialect,
      String targetPrefix,
      WireProtocol protocol,
      SortedMap<String, Operation> operations,
      @Nullable Place place) {
    this.dialect = dialect;
    this.targetPrefix = targetPrefix;
    this.protocol = protocol;
    this.operations = Collections.unmodifiableSortedMap(operations);
    this.place = place;
  }

  /**
   * The table of one API.
   *
   * @param dialect its name in metrics and logs, for example {@code kinesis}
   * @param targetPrefix what stands before the dot in {@code X-Amz-Target}
   * @throws IllegalArgumentException for two operations of one name
   */
  public static OperationTable of(
      String dialect, String targetPrefix, WireProtocol protocol, Operation... operations) {
    SortedMap<String, Operation> byName = new TreeMap<>();
    for (Operation operation : operations) {
      if (byName.put(operation.name(), operation) != null) {
        throw new IllegalArgumentException(operation.name() + " stands twice in " + dialect);
      }
    }
    return new OperationTable(dialect, targetPrefix, protocol, byName, null);
  }

  /** The same, of operations that go together in groups. */
  public static OperationTable of(
      String dialect, String targetPrefix, WireProtocol protocol, List<List<Operation>> groups) {
    return of(
        dialect,
        targetPrefix,
        protocol,
        groups.stream().flatMap(List::stream).toArray(Operation[]::new));
  }

  /** The same API, whose operations refuse in these words. */
  public OperationTable translating(Operation.Translation words) {
    return each(operation -> operation.translating(words));
  }

  /** The same API, whose operations may be called so often. */
  public OperationTable limited(CallRates rates) {
    return each(operation -> operation.limited(rates));
  }

  private OperationTable each(UnaryOperator<Operation> change) {
    SortedMap<String, Operation> changed = new TreeMap<>(operations);
    changed.replaceAll((name, operation) -> change.apply(operation));
    return new OperationTable(dialect, targetPrefix, protocol, changed, place);
  }

  /** The same API, at an endpoint of its own: whatever is meant for that place is its. */
  public OperationTable at(Place endpoint) {
    return new OperationTable(dialect, targetPrefix, protocol, operations, endpoint);
  }

  /** The API's name in metrics and logs. */
  public String dialect() {
    return dialect;
  }

  /**
   * What stands before the names of its operations in policies: what AWS's have there, and the
   * API's name where there is none of AWS's.
   */
  public String service() {
    return protocol == WireProtocol.DYNAMODB ? "dynamodb" : dialect;
  }

  /** All operations, sorted by name. */
  public Collection<Operation> operations() {
    return operations.values();
  }

  /** Whether a call is this API's, by its place or by what stands before the operation's name. */
  boolean isAsked(String prefix, Exchange exchange) {
    return place == null ? targetPrefix.equals(prefix) : place.isMeantBy(exchange);
  }

  @Nullable Place place() {
    return place;
  }

  WireProtocol protocol() {
    return protocol;
  }

  @Nullable Operation find(String name) {
    return operations.get(name);
  }
}
