// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.kinesis.DescribeAccountSettings.Request;
import io.offshard.mapping.kinesis.DescribeAccountSettings.Response;
import java.time.Clock;

/** Tells what the account has promised. */
final class DescribeAccountSettingsOperation {
  private final StreamCatalog catalog;
  private final Clock clock;

  DescribeAccountSettingsOperation(StreamCatalog catalog, Clock clock) {
    this.catalog = catalog;
    this.clock = clock;
  }

  Response handle(Call<Request> call) {
    return new Response(AccountSettings.of(catalog.commitment(), clock.instant()));
  }
}
