// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.yandex;

import io.offshard.adapter.dialect.Call;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.mapping.yandex.ListStreams.Request;
import io.offshard.mapping.yandex.ListStreams.Response;
import io.offshard.mapping.yandex.StreamPaths;
import io.offshard.mapping.yandex.YandexFault;
import java.util.List;
import java.util.Objects;

/** Lists the streams by path, relative to the database. */
final class ListStreamsOperation {
  private final StreamCatalog catalog;
  private final Permissions may;

  ListStreamsOperation(StreamCatalog catalog, Permissions may) {
    this.catalog = catalog;
    this.may = may;
  }

  Response handle(Call<Request> call) {
    Request request = call.request();
    int limit = PageSize.of(request.limit(), PageSize.USUAL, ListStreamsOperation::refused);
    String after = Objects.requireNonNullElse(request.exclusiveStartStreamName(), "");
    List<String> found =
        catalog.all().stream()
            .filter(stream -> may.sees(call.permit(), stream))
            .map(stream -> StreamPaths.path(stream.name()))
            .filter(path -> path.compareTo(after) > 0)
            .sorted()
            .limit(limit + 1L)
            .toList();
    return new Response(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
  }

  private static YandexFault refused(int limit) {
    return limit > PageSize.MOST
        ? YandexFault.validation("'Limit' shoud not be higher than " + PageSize.MOST)
        : PageSize.outOfBounds(limit);
  }
}
