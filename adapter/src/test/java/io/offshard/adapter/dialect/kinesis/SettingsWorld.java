// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.access.Permits;
import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.Handler;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.dialect.VoidHandler;
import io.offshard.adapter.service.LaterExecutor;
import io.offshard.adapter.service.MemoryLineage;
import io.offshard.adapter.service.MemoryTopics;
import io.offshard.adapter.service.MemoryWriter;
import io.offshard.adapter.service.PendingWork;
import io.offshard.adapter.service.StreamAttachments;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.kinesis.DescribeStream;
import io.offshard.mapping.kinesis.DescribeStreamSummary;
import io.offshard.mapping.kinesis.StreamDescription;
import io.offshard.mapping.kinesis.StreamDescriptionSummary;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;

/** A stream in a core in memory, whose work waits until it is told to go on. */
abstract class SettingsWorld {
  static final String S = "orders";
  static final String NONE = "none";
  static final String ARN = "arn:aws:kinesis:us-east-1:000000000000:stream/orders";

  final Account account = new Account("000000000000", "us-east-1");
  final MemoryLineage store = new MemoryLineage();
  final LaterExecutor executor = new LaterExecutor();
  final MemoryTopics topics = new MemoryTopics();
  final StreamLifecycle streams =
      new StreamLifecycle(
          store,
          new PendingWork(store, topics, new MemoryWriter(), time -> {}, executor),
          10,
          1,
          false,
          UUID::randomUUID);
  final StreamCatalog catalog = new StreamCatalog(store);
  final StreamLookup lookup = new StreamLookup(catalog, account);
  final StreamAttachments attachments = new StreamAttachments(store, 3, UUID::randomUUID);
  final ConsumerLookup consumers = new ConsumerLookup(catalog, lookup, account);
  final Faults faults = new Faults(account);

  @BeforeEach
  void makesAStream() {
    streams.create(S, 1, new StreamSettings(CapacityMode.PROVISIONED, 24, 1024, Map.of()));
    executor.runAll();
  }

  <I extends Record, O extends Record> O ask(Handler<I, O> operation, I request) {
    try {
      return operation.handle(new Call<>(request, "/", "id", Permits.all()));
    } catch (RuntimeException e) {
      throw faults.translated(e, "id");
    }
  }

  <I extends Record> void tell(VoidHandler<I> operation, I request) {
    try {
      operation.handle(new Call<>(request, "/", "id", Permits.all()));
    } catch (RuntimeException e) {
      throw faults.translated(e, "id");
    }
  }

  static void assertRefused(ThrowingCallable call, String type, String text) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> {
              assertThat(refusal.type()).isEqualTo(type);
              assertThat(refusal.getMessage()).contains(text);
            });
  }

  static void assertNotFound(ThrowingCallable call) {
    assertRefused(call, "ResourceNotFoundException", "not found.");
  }

  StreamDescription described() {
    return ask(
            new DescribeStreamOperation(lookup, account, Clock.systemUTC())::handle,
            new DescribeStream.Request(S, null, null, null, null))
        .streamDescription();
  }

  StreamDescriptionSummary summary() {
    return ask(
            new DescribeStreamSummaryOperation(lookup, account)::handle,
            new DescribeStreamSummary.Request(S, null, null))
        .streamDescriptionSummary();
  }
}
