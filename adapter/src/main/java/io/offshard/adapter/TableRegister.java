// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter;

import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.Table;
import io.offshard.adapter.service.ConfiguredTables.Wanted;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.adapter.service.StreamTables;
import io.offshard.mapping.change.KeySchema;
import io.offshard.mapping.lineage.TableSpec;
import java.util.function.Function;

/** Looks at and changes which tables a deployment serves, as a short-lived member of it. */
public final class TableRegister {

  private TableRegister() {}

  /**
   * Does something with the tables of the deployment that a server of that configuration belongs
   * to. All servers know of it when this returns.
   *
   * @throws StartFailure with one line for the user
   */
  public static <T> T with(Config config, Function<StreamTables, T> what) {
    try (KafkaSide kafka = KafkaSide.connect(config)) {
      kafka.join();
      return what.apply(kafka.tables());
    } catch (StreamTables.Refused | StreamFaultException e) {
      throw new StartFailure(String.valueOf(e.getMessage()), e);
    }
  }

  /** What a table of the configuration is to the core. */
  static Wanted wanted(Table table) {
    return new Wanted(
        table.topic(),
        new TableSpec(
            table.name(),
            new KeySchema(table.hashKey(), table.rangeKey().orElse(null)),
            table.view(),
            table.spec(),
            table.undecodable()),
        table.fromNow());
  }
}
