// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.Call;
import io.offshard.mapping.v3io.GetItems.Request;
import io.offshard.mapping.v3io.GetItems.Response;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;

/** Says of every directory that there are no items in it. */
final class GetItemsOperation {
  private final Spots spots;
  private final Directories directories;

  GetItemsOperation(Spots spots, Directories directories) {
    this.spots = spots;
    this.directories = directories;
  }

  Response handle(Call<Request> call) {
    if (!directories.exists(spots.of(ResourcePath.of(call.path())))) {
      throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
    }
    return Response.NONE;
  }
}
