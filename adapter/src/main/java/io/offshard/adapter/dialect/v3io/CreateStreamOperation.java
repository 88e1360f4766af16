// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamLifecycle;
import io.offshard.mapping.lineage.CapacityMode;
import io.offshard.mapping.lineage.StreamSettings;
import io.offshard.mapping.v3io.CreateStream.Request;
import io.offshard.mapping.v3io.V3ioFault;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates a stream, and answers when it can be used. */
final class CreateStreamOperation {
  private static final Logger log = LoggerFactory.getLogger(CreateStreamOperation.class);

  private static final int DEFAULT_SHARDS = 1;

  /** 2 MiB of data, and a key and what a client adds, which count too. */
  private static final int MAX_RECORD_KIB = 2 * 1024 + 32;

  private final StreamCatalog catalog;
  private final StreamLifecycle streams;
  private final Places places;
  private final Duration patience;

  CreateStreamOperation(V3ioCore core, Places places) {
    this.catalog = core.catalog();
    this.streams = core.lifecycle();
    this.places = places;
    this.patience = core.patience();
  }

  void handle(Call<Request> call) {
    Request request = call.request();
    String name =
        places
            .nameable(call.path(), request.streamName())
            .orElseThrow(() -> unnameable(call.requestId()));
    streams.create(
        name,
        Objects.requireNonNullElse(request.shardCount(), DEFAULT_SHARDS),
        new StreamSettings(
            CapacityMode.PROVISIONED,
            Objects.requireNonNullElse(
                request.retentionPeriodHours(), StreamSettings.DEFAULT_RETENTION_HOURS),
            MAX_RECORD_KIB,
            Map.of()));
    if (catalog.settled(name, patience).isEmpty()) {
      throw V3ioFaults.refuse(V3ioFault.UNAVAILABLE); // Kafka has not made it after all
    }
  }

  private static Refusal unnameable(String requestId) {
    log.info(
        "A stream was not created: an element of its path has a dot or what topics' names cannot"
            + " have, or the name would be too long; request={}",
        requestId);
    return V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT);
  }
}
