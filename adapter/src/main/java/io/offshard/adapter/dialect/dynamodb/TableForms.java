// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.offshard.mapping.change.ChangeForm;
import io.offshard.mapping.lineage.TableSpec;

/** The decoders of tables' records, each made once. Thread-safe. */
final class TableForms {
  private static final int MOST = 1_000;

  private final Cache<TableSpec, ChangeForm> forms =
      Caffeine.newBuilder().maximumSize(MOST).build();

  /** The decoder for a table, whose registration has shown that there is one. */
  ChangeForm of(TableSpec spec) {
    return forms.get(spec, each -> each.form().form(each.keys(), each.view()));
  }
}
