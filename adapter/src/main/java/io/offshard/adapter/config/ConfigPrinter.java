// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.config;

import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Prints a configuration as the YAML that would load it, except that secrets are redacted. */
public final class ConfigPrinter {
  private ConfigPrinter() {}

  /** Every key with its effective value; optional keys that are unset are left out. */
  public static String print(Config config) {
    DumpSettings block =
        DumpSettings.builder().setDefaultFlowStyle(FlowStyle.BLOCK).setWidth(1000).build();
    return new Dump(block).dumpToString(Section.ROOT.plain(config));
  }
}
