// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.yandex;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How much may be written to a shard, in KiB per second. It is noted as a tag of the stream and
 * shown; the limits of the deployment hold all the same.
 */
public final class WriteQuota {
  private static final String TAG = "yandex.write-quota-kb-per-sec";
  private static final int DEFAULT_KIB = 1024;
  private static final Set<Integer> KNOWN = Set.of(128, 512, DEFAULT_KIB);

  private WriteQuota() {}

  /** Whether a stream can have it. */
  public static boolean isKnown(int kib) {
    return KNOWN.contains(kib);
  }

  /** The quotas that a stream can have, in bytes, as the service tells them. */
  static String known() {
    return Stream.of(128, 512, DEFAULT_KIB)
        .map(kib -> Integer.toString(kib << 10))
        .collect(Collectors.joining(","));
  }

  /** The tags by which a stream remembers it. */
  public static Map<String, String> tags(int kib) {
    return Map.of(TAG, Integer.toString(kib));
  }

  /** That of a stream with those tags. Whoever tags streams may have written anything there. */
  public static int of(Map<String, String> tags) {
    String noted = tags.getOrDefault(TAG, "");
    return KNOWN.stream()
        .filter(kib -> Integer.toString(kib).equals(noted))
        .findFirst()
        .orElse(DEFAULT_KIB);
  }
}
