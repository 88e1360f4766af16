// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.client.KinesisStreams;
import io.offshard.adapter.client.RecordPuts;
import io.offshard.adapter.client.RefusedBatch;
import io.offshard.adapter.file.Reasons;
import io.offshard.adapter.service.Pause;
import io.offshard.mapping.kinesis.PutRecordsRequestEntry;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code offshard streams put}: writes records. */
@Command(
    name = "put",
    description = {
      "Writes one record, from an argument or a file, or each line of standard input as one.",
      "Prints for each record its shard and its sequence number. What the server does not take goes"
          + " again for a while; when records are left that it has not, the exit code is 1."
    },
    footer = {
      "",
      "Example: offshard streams put orders --key alice '{\"id\": 1}'",
      "Example: offshard streams put orders --key alice --file order.json",
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
      description = "The data of the record; - for lines of standard input, as without" + " it.")
  private @Nullable String data;

  @Option(
      names = "--file",
      paramLabel = "FILE",
      description =
          "Writes the whole file as one record, in place of DATA; - for standard input up to its"
              + " end.")
  private @Nullable String file;

  @Option(
      names = "--key",
      paramLabel = "KEY",
      description =
          "The partition key: records with the same one keep their order. Without it each record"
              + " has a key of its own, so that they are spread over all shards.")
  private @Nullable String key;

  @Spec private @Nullable CommandSpec spec;

  /** Records that there were, and those of them that the server has not taken. */
  private long seen;

  private long lost;

  PutCommand(Map<String, String> environment, InputStream in) {
    super(environment);
    this.in = in;
  }

  @Override
  int call(KinesisClient client, KinesisStreams streams) throws InterruptedException {
    RecordPuts puts = new RecordPuts(client, stream(), Pause.SLEEP, text -> out().note(text));
    if (data != null && file != null && spec != null) {
      throw new ParameterException(spec.commandLine(), "either DATA or --file, not both");
    }
    if (file != null) {
      putOne(puts, content(file));
    } else if (data != null && !data.equals("-")) {
      putOne(puts, data.getBytes(UTF_8)); // a line end in an argument is a part of the data
    } else {
      putLines(puts);
    }
    if (lost > 0) {
      throw new Failure("%d of %d records were not written".formatted(lost, seen));
    }
    return 0;
  }

  private byte[] content(String from) {
    try (InputStream content = from.equals("-") ? in : Files.newInputStream(Path.of(from))) {
      byte[] bytes = content.readNBytes(InputLines.LONGEST + 1);
      if (bytes.length > InputLines.LONGEST) {
        throw new Failure(
            from + " is longer than 10 MiB, which is the most that a record can hold");
      }
      return bytes;
    } catch (IOException e) {
      throw new Failure("cannot read " + from + " (" + Reasons.of(e) + ")", e);
    }
  }

  private void putOne(RecordPuts puts, byte[] bytes) throws InterruptedException {
    try {
      print("record", puts.put(List.of(entry(bytes))));
    } catch (RefusedBatch e) {
      throw new Failure(String.valueOf(e.getMessage()), e);
    }
  }

  private void putLines(RecordPuts puts) throws InterruptedException {
    InputLines lines = new InputLines(in, RecordPuts.MOST_RECORDS, RecordPuts.MOST_BYTES);
    List<byte[]> batch = List.of();
    try {
      for (batch = lines.next(); !batch.isEmpty(); batch = lines.next()) {
        print("line", puts.put(batch.stream().map(this::entry).toList()));
      }
    } catch (RefusedBatch e) {
      String line = "";
      if (e.refused().isPresent()) {
        int place = e.refused().getAsInt();
        line =
            "line %d, of %d bytes, is refused: "
                .formatted(seen + place + 1, batch.get(place).length);
      }
      throw stopped(line + e.getMessage(), e.written(), e.firstLeft(), e);
    } catch (IOException e) {
      throw stopped("cannot read standard input (" + Reasons.of(e) + ")", 0, 0, e);
    } catch (Failure e) {
      throw stopped(String.valueOf(e.getMessage()), 0, 0, e);
    }
  }

  /**
   * Why the lines end early, and where to go on.
   *
   * @param written how many of the last batch were
   * @param next the place in it of the first that was not
   */
  private Failure stopped(String why, int written, int next, Exception cause) {
    long all = seen - lost + written;
    String rest =
        all == 0
            ? "no line was written"
            : "lines that were written: %d; line %d is the one to go on with"
                .formatted(all, seen + next + 1);
    return new Failure(why + "; " + rest, cause);
  }

  private PutRecordsRequestEntry entry(byte[] bytes) {
    return new PutRecordsRequestEntry(
        ByteBuffer.wrap(bytes), null, key == null ? UUID.randomUUID().toString() : key);
  }

  /**
   * Prints what became of a batch.
   *
   * @param what the user calls a record
   */
  private void print(String what, List<PutRecordsResultEntry> results) {
    tellLost(what, results);
    seen += results.size();
    for (PutRecordsResultEntry each : results) {
      out()
          .show(
              () ->
                  each.errorCode() == null
                      ? "%s\t%s%n".formatted(each.shardId(), each.sequenceNumber())
                      : "",
              () -> Json.of(PutRecordsResultEntry.SHAPE, each));
    }
  }

  /** One note for neighbours with the same error. */
  private void tellLost(String what, List<PutRecordsResultEntry> results) {
    int end;
    for (int i = 0; i < results.size(); i = end) {
      PutRecordsResultEntry each = results.get(i);
      end = i + 1;
      while (end < results.size() && results.get(end).equals(each)) {
        end++;
      }
      if (each.errorCode() != null) {
        lost += end - i;
        out()
            .note(
                (end == i + 1
                        ? "%s %d was".formatted(what, seen + end)
                        : "%ss %d to %d were".formatted(what, seen + i + 1, seen + end))
                    + " not written: %s: %s".formatted(each.errorCode(), each.errorMessage()));
      }
    }
  }
}
