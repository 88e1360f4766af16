// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.mapping.change.ChangeForm;
import io.offshard.mapping.change.WriterSchemas;
import io.offshard.mapping.lineage.TableSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** The decoders of tables' records, each made once, the newest of them. Thread-safe. */
final class TableForms {
  private static final int MOST = 1_000;

  private final Map<TableSpec, ChangeForm> forms = new LinkedHashMap<>();
  private final WriterSchemas schemas;

  TableForms(WriterSchemas schemas) {
    this.schemas = schemas;
  }

  /** The decoder for a table, whose registration has shown that there is one. */
  synchronized ChangeForm of(TableSpec spec) {
    ChangeForm form =
        forms.computeIfAbsent(spec, each -> each.form().form(each.keys(), each.view(), schemas));
    if (forms.size() > MOST) {
      forms.remove(forms.keySet().iterator().next());
    }
    return form;
  }
}
