// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.client.KinesisStreams;
import io.offshard.adapter.client.RecordPuts;
import io.offshard.adapter.service.Pause;
import io.offshard.mapping.kinesis.PutRecordsRequestEntry;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code offshard streams put}: writes records. */
@Command(
    name = "put",
    description = {
      "Writes one record, or each line of standard input as one.",
      "Prints for each record its shard and its sequence number. What the server does not take goes"
          + " again for a while; when records are left that it has not, the exit code is 1."
    },
    footer = {
      "",
      "Example: offshard streams put orders --key alice '{\"id\": 1}'",
      "Example: tail -f app.log | offshard streams put logs -",
      "Next: offshard streams tail orders --from trim_horizon"
    },
    mixinStandardHelpOptions = true)
final class PutCommand extends ApiCommand {
  private final InputStream in;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "DATA",
      defaultValue = "-",
      description = "The data of the record; - for lines of standard input (${DEFAULT-VALUE}).")
  private String data = "-";

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The partition key: records with the same one keep their order. Without it each record"
              + " has a key of its own, so that they are spread over all shards.")
  private @Nullable String key;

  PutCommand(Map<String, String> environment, InputStream in) {
    super(environment);
    this.in = in;
  }

  @Override
  int call(KinesisClient client, KinesisStreams streams) throws InterruptedException {
    RecordPuts puts = new RecordPuts(client, stream(), Pause.SLEEP, text -> out().note(text));
    long written = 0;
    long lost = 0;
    try {
      if (!data.equals("-")) {
        // A line end in an argument is a part of the data.
        lost = print(puts.put(List.of(entry(data.getBytes(UTF_8)))), 0);
        written = 1;
      } else {
        InputLines lines = new InputLines(in, RecordPuts.MOST_RECORDS, RecordPuts.MOST_BYTES);
        for (List<byte[]> batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
          lost += print(puts.put(batch.stream().map(this::entry).toList()), written);
          written += batch.size();
        }
      }
    } catch (IOException e) {
      throw new Failure("cannot read standard input (" + Reasons.of(e) + ")", e);
    }
    if (lost > 0) {
      throw new Failure("%d of %d records were not written".formatted(lost, written));
    }
    return 0;
  }

  private PutRecordsRequestEntry entry(byte[] bytes) {
    return new PutRecordsRequestEntry(
        ByteBuffer.wrap(bytes), null, key == null ? UUID.randomUUID().toString() : key);
  }

  /**
   * Prints what became of a batch.
   *
   * @param before how many records there were before it
   * @return how many of it were not written
   */
  private long print(List<PutRecordsResultEntry> results, long before) {
    long lost = 0;
    for (int i = 0; i < results.size(); i++) {
      PutRecordsResultEntry each = results.get(i);
      if (each.errorCode() != null) {
        lost++;
        out()
            .note(
                "record %d was not written: %s: %s"
                    .formatted(before + i + 1, each.errorCode(), each.errorMessage()));
      }
      out()
          .show(
              () ->
                  each.errorCode() == null
                      ? "%s\t%s%n".formatted(each.shardId(), each.sequenceNumber())
                      : "",
              () -> Json.of(PutRecordsResultEntry.SHAPE, each));
    }
    return lost;
  }
}
