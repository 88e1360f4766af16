// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.access.AccessDenied;
import io.offshard.adapter.access.Permit;
import io.offshard.adapter.dialect.Events;
import io.offshard.adapter.service.Batch;
import io.offshard.adapter.service.RecordReader.Page;
import io.offshard.adapter.service.StreamFault;
import io.offshard.adapter.service.subscriptions.Subscription;
import io.offshard.adapter.service.subscriptions.Told;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.kinesis.SubscribeToShardWriter;
import io.offshard.mapping.lineage.Shard;
import io.offshard.mapping.sequence.SequenceNumber;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A subscription in the events of SubscribeToShard. For one thread. */
final class ShardEvents implements Events {
  private static final Logger log = LoggerFactory.getLogger(ShardEvents.class);

  private final Subscription subscription;
  private final RecordPages pages;
  private final Faults faults;
  private final String requestId;
  private final Permit permit;
  private boolean begun;
  private @Nullable KinesisFault failure;

  ShardEvents(
      Subscription subscription,
      RecordPages pages,
      Faults faults,
      String requestId,
      Permit permit) {
    this.subscription = subscription;
    this.pages = pages;
    this.faults = faults;
    this.requestId = requestId;
    this.permit = permit;
  }

  @Override
  public Next next() {
    if (!begun) {
      begun = true;
      return new Next.Event(SubscribeToShardWriter.initialResponse());
    }
    KinesisFault told = failure;
    if (told != null) {
      return new Next.End(told.type().wireName());
    }
    try {
      return event(permit.during(subscription::next));
    } catch (AccessDenied e) {
      return new Next.End("AccessDeniedException"); // no event says so; the next call does
    } catch (RuntimeException | Error e) {
      log.error("SubscribeToShard {} failed", requestId, e);
      return fail(KinesisFault.internalFailure());
    }
  }

  private Next event(Told told) {
    return switch (told) {
      case Told.Records records -> records(records);
      case Told.Nothing nothing -> new Next.Nothing();
      case Told.Over over -> new Next.End("ok");
      case Told.Failed(StreamFault fault) -> {
        if (fault instanceof StreamFault.Unavailable(String reason)) {
          log.warn("{} request={}", reason, requestId);
        }
        yield fail(faults.of(fault));
      }
    };
  }

  private Next fail(KinesisFault fault) {
    failure = fault;
    return new Next.Event(SubscribeToShardWriter.exception(fault));
  }

  private Next records(Told.Records told) {
    Page page = told.page();
    long bytes = Batch.bytes(page.records());
    SubscribeToShardWriter event =
        new SubscribeToShardWriter(
            page.records().size(), bytes, RecordPages.isEncrypted(told.of().stream()));
    pages.write(page, bytes, told.of(), event);
    if (page.isLast()) {
      return new Next.Event(event.end(page.millisBehind(), RecordPages.children(page)));
    }
    Shard shard = told.of().shard();
    SequenceNumber reached =
        SequenceNumber.starting(shard.createdSecond(), shard.index(), page.next());
    return new Next.Event(event.end(reached.toString(), page.millisBehind()));
  }

  @Override
  public void close() {
    subscription.close();
  }
}
