// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.lineage.Lineage;
import io.offshard.mapping.yandex.StreamPaths;
import io.offshard.mapping.yandex.YandexFault;
import org.jspecify.annotations.Nullable;

/** Finds the stream whose path a request gives, in full or relative to the database. */
final class StreamNames {
  private final StreamCatalog catalog;
  private final StreamPaths paths;

  StreamNames(StreamCatalog catalog, StreamPaths paths) {
    this.catalog = catalog;
    this.paths = paths;
  }

  /** The path as it was given. */
  static String given(@Nullable String path) {
    if (path == null || path.isEmpty()) {
      throw YandexFaults.refuse(YandexFault.streamNameEmpty());
    }
    return path;
  }

  /** The one of two names of the same member that was used. */
  static String given(@Nullable String path, @Nullable String otherwise) {
    return given(path == null ? otherwise : path);
  }

  /** The stream's name; without a look-up. */
  String name(@Nullable String path) {
    String given = given(path);
    return paths.stream(given)
        .orElseThrow(
            () ->
                YandexFaults.refuse(
                    YandexFault.noSuchStream(
                        given.startsWith("/") ? given : paths.database() + "/" + given)));
  }

  /** The name of a stream that is to be made. */
  String newName(@Nullable String path) {
    String given = given(path);
    if (paths.isElsewhere(given)) {
      throw YandexFaults.refuse(YandexFault.noSuchDatabase(given));
    }
    return paths
        .newStream(given)
        .orElseThrow(
            () ->
                YandexFaults.refuse(
                    YandexFault.illegalName(
                        given, "letters, digits, - and _ between slashes, 128 at most")));
  }

  /** The stream in whatever state. */
  Lineage any(@Nullable String path) {
    return catalog.describe(name(path));
  }

  /** The stream if records can be written to it. */
  Lineage writable(@Nullable String path) {
    return catalog.writable(name(path));
  }
}
