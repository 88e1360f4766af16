// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import software.amazon.awssdk.core.SdkBytes;

/**
 * What a client was told: where each put record went, in the order of putting, and what it read, in
 * the order of reading within each shard.
 */
record Transcript(List<Put> puts, List<Got> gots) {

  /** The answer to one put record. */
  record Put(String shard, String sequenceNumber) {}

  /** One record as the client read it. */
  record Got(String shard, String sequenceNumber, String key, SdkBytes data) {}

  /**
   * Reads lines of {@code put, shard, number} and {@code got, shard, number, key, data}, parted by
   * tabs.
   */
  static Transcript read(Path file) {
    List<Put> puts = new ArrayList<>();
    List<Got> gots = new ArrayList<>();
    Base64.Decoder base64 = Base64.getDecoder();
    try {
      for (String line : Files.readAllLines(file)) {
        String[] part = line.split("\t", -1);
        if (part[0].equals("put")) {
          puts.add(new Put(part[1], part[2]));
        } else {
          gots.add(
              new Got(
                  part[1],
                  part[2],
                  new String(base64.decode(part[3]), UTF_8),
                  SdkBytes.fromByteArray(base64.decode(part[4]))));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Transcript(puts, gots);
  }
}
