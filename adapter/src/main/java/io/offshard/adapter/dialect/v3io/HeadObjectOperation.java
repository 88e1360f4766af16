// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.adapter.dialect.Sent;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.util.Map;
import java.util.Optional;

/** Says whether there is an object, a shard or a directory; the server leaves the body out. */
final class HeadObjectOperation {
  private final Spots spots;
  private final ObjectContents contents;
  private final Directories directories;

  HeadObjectOperation(Spots spots, ObjectContents contents, Directories directories) {
    this.spots = spots;
    this.contents = contents;
    this.directories = directories;
  }

  OwnAnswer handle(Sent sent) {
    ResourcePath path = ResourcePath.of(sent.path());
    Spot spot = spots.of(path);
    if (!spot.isDirectory(path)) {
      Optional<OwnAnswer> content = contents.at(spot);
      if (content.isPresent()) {
        return content.get();
      }
    }
    if (directories.exists(spot)) {
      return OwnAnswer.empty(200, Map.of());
    }
    throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
  }
}
