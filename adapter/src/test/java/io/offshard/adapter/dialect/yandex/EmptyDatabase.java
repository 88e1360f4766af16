// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.kinesis.EmptyCore;
import io.offshard.adapter.dialect.kinesis.KinesisCore;
import io.offshard.adapter.service.EndlessShards;
import io.offshard.mapping.yandex.StreamPaths;
import java.time.Duration;

/** A core without streams, for tests that look at the operation table and the door only. */
public final class EmptyDatabase {
  /** Where it is. */
  public static final String PATH = "/ru-central1/cloud/db";

  private EmptyDatabase() {}

  /** A new one. */
  public static YandexCore create() {
    KinesisCore kinesis = EmptyCore.create();
    return new YandexCore(
        kinesis,
        new EndlessShards(kinesis.reader(), kinesis.clock()),
        new StreamPaths(PATH),
        Duration.ZERO);
  }
}
