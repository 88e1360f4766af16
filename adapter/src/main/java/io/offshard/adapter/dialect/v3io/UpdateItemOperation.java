// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.adapter.dialect.Refusal;
import io.offshard.mapping.v3io.UpdateItem.Request;
import io.offshard.mapping.v3io.UpdateMode;
import io.offshard.mapping.v3io.V3ioFault;
import io.offshard.mapping.v3io.expression.InvalidExpression;
import io.offshard.mapping.v3io.expression.Update;

/** Changes attributes of an item or of a shard by an expression. */
final class UpdateItemOperation {
  private final ItemWrites writes;

  UpdateItemOperation(ItemWrites writes) {
    this.writes = writes;
  }

  OwnAnswer handle(Call<Request> call) {
    Request request = call.request();
    if (request.alternateUpdateExpression() != null) {
      throw new Refusal(
          V3ioFault.UNSUPPORTED.text(),
          V3ioFault.UNSUPPORTED.status(),
          "Offshard does not support AlternateUpdateExpression.");
    }
    if (request.updateMode() != null
        && UpdateMode.of(request.updateMode()).filter(UpdateMode.MERGE::equals).isEmpty()) {
      throw V3ioFaults.refuse(V3ioFault.INVALID_ARGUMENT);
    }
    Update update = parsed(request.updateExpression());
    return writes.write(
        call.path(),
        request.conditionExpression(),
        update.names(),
        item -> update.apply(item.own(), item.system()));
  }

  private static Update parsed(String expression) {
    try {
      return Update.parse(expression);
    } catch (InvalidExpression e) {
      throw V3ioFaults.refuse(e);
    }
  }
}
