// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.v3io;

import io.offshard.adapter.access.Permit;
import io.offshard.adapter.dialect.OwnAnswer;
import io.offshard.adapter.dialect.Sent;
import io.offshard.mapping.v3io.ListQuery;
import io.offshard.mapping.v3io.Listing;
import io.offshard.mapping.v3io.Listing.Directory;
import io.offshard.mapping.v3io.Listing.Entry;
import io.offshard.mapping.v3io.ListingXml;
import io.offshard.mapping.v3io.ResourcePath;
import io.offshard.mapping.v3io.V3ioFault;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the content of an object, or lists a directory. */
final class GetObjectOperation {
  private final Spots spots;
  private final ObjectContents contents;
  private final Directories directories;
  private final Permissions may;

  GetObjectOperation(
      Spots spots, ObjectContents contents, Directories directories, Permissions may) {
    this.spots = spots;
    this.contents = contents;
    this.directories = directories;
    this.may = may;
  }

  OwnAnswer handle(Sent sent) {
    ResourcePath path = ResourcePath.of(sent.path());
    ListQuery query = ListQuery.of(sent.query());
    Spot spot = spots.of(path, query.prefix());
    if (query.prefix().isEmpty() && !spot.isDirectory(path)) {
      Optional<OwnAnswer> content = contents.at(spot);
      if (content.isPresent()) {
        return content.get();
      }
    }
    return listing(path.container(), spot, query, sent.permit());
  }

  private OwnAnswer listing(String container, Spot spot, ListQuery query, Permit permit) {
    List<Entry> all =
        directories.in(spot, path -> may.sees(permit, spot.container(), path)).stream()
            .filter(entry -> entry instanceof Directory || !query.onlyDirectories())
            .filter(entry -> isBehind(entry, query.marker()))
            .toList();
    if (all.isEmpty() && !directories.exists(spot)) {
      throw V3ioFaults.refuse(V3ioFault.NO_SUCH_FILE);
    }
    List<Entry> page = all.subList(0, Math.min(query.most(), all.size()));
    Listing listing =
        new Listing(
            container,
            page.isEmpty() ? "" : path(page.getLast()),
            query.most(),
            page.size() < all.size(),
            query.detailed(),
            page);
    return new OwnAnswer(
        200, Map.of("Content-Type", "application/xml"), ByteBuffer.wrap(ListingXml.of(listing)));
  }

  /** The marker is the path of the last name of the page before, or that name alone. */
  private static boolean isBehind(Entry entry, String marker) {
    return marker.isEmpty()
        || ListingOrder.OF_NAMES.compare(last(path(entry)), last(unslashed(marker))) > 0;
  }

  private static String path(Entry entry) {
    return unslashed(entry.key());
  }

  private static String unslashed(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
