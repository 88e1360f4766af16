// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.cli;

import io.offshard.adapter.client.KinesisClient;
import io.offshard.adapter.client.KinesisStreams;
import io.offshard.adapter.client.StreamTail;
import io.offshard.adapter.client.TailStart;
import io.offshard.adapter.service.Pause;
import io.offshard.mapping.json.JsonValue;
import io.offshard.mapping.kinesis.Record;
import io.offshard.mapping.kpl.AggregatedRecord;
import io.offshard.mapping.kpl.UserRecord;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code offshard streams tail}: what is written into a stream, as it comes. */
@SuppressWarnings("JavaLangClash") // The API's own name.
@Command(
    name = "tail",
    description = {
      "Prints the records of a stream as they are written, until Ctrl-C.",
      "One line each: shard, time, partition key, data, with tabs between. Data that is no text is"
          + " printed in base64, behind base64:. Shards that are split or merged are followed into"
          + " their children. What the Kinesis Producer Library has packed is shown record by"
          + " record."
    },
    footer = {
      "",
      "Example: offshard streams tail orders --from trim_horizon --max 10",
      "Example: offshard streams tail orders --output json | jq -r '.Data | @base64d'",
      "See also: offshard consume, which prints the Kafka topic below."
    },
    mixinStandardHelpOptions = true)
final class TailCommand extends ApiCommand {
  @Option(
      names = "--shard",
      paramLabel = "SHARD",
      description = "Begins with this shard only, by its id or its number.")
  private @Nullable String shard;

  @Option(
      names = "--from",
      paramLabel = "PLACE",
      defaultValue = "latest",
      description =
          "Where to begin: latest, trim_horizon (the oldest record), a time such as"
              + " 2026-01-31T12:00:00Z, a while ago such as 10m or 2h, or the sequence number of a"
              + " record, with --shard (${DEFAULT-VALUE}).")
  private String from = "latest";

  @Option(names = "--max", paramLabel = "N", description = "Ends after so many records.")
  private @Nullable Long most;

  @Option(names = "--raw", description = "Shows packed records as they are.")
  private boolean raw;

  @Spec private @Nullable CommandSpec spec;

  private long printed;

  TailCommand(Map<String, String> environment) {
    super(environment);
  }

  @Override
  int call(KinesisClient client, KinesisStreams streams) throws InterruptedException {
    if (most != null && most < 1) {
      throw wrong("--max " + most + " is no number of records: it has to be 1 or more");
    }
    InstantSource clock = InstantSource.system();
    TailStart start = start(clock.instant());
    StreamTail tail =
        new StreamTail(client, stream(), Pause.SLEEP, clock, problem -> out().note(problem));
    tail.run(shard == null ? null : ChangeCommand.shardId(shard), start, this::print);
    return 0;
  }

  private TailStart start(Instant now) {
    String place = from.strip().toLowerCase(Locale.ROOT).replace('-', '_');
    if (place.equals("latest")) {
      return new TailStart.Latest();
    }
    if (place.equals("trim_horizon")) {
      return new TailStart.TrimHorizon();
    }
    if (place.matches("[0-9]{1,9}[smhd]")) {
      String iso = (place.endsWith("d") ? "P" : "PT") + place.toUpperCase(Locale.ROOT);
      return new TailStart.At(now.minus(Duration.parse(iso)));
    }
    if (place.matches("[0-9]{10,129}")) {
      if (shard == null) {
        throw wrong("a sequence number belongs to one shard: name it with --shard");
      }
      return new TailStart.AtNumber(place);
    }
    try {
      return new TailStart.At(OffsetDateTime.parse(from.strip()).toInstant());
    } catch (DateTimeException e) {
      throw wrong(
          "--from \"" + from + "\" is neither latest, trim_horizon, a time, a while nor a number");
    }
  }

  private RuntimeException wrong(String message) {
    return spec == null
        ? new Failure(message)
        : new ParameterException(spec.commandLine(), message);
  }

  /** Prints one record of the stream; answers whether more are wanted. */
  private boolean print(String of, Record record) {
    List<UserRecord> packed =
        raw
            ? List.of()
            : AggregatedRecord.read(record.data()).map(AggregatedRecord::records).orElse(List.of());
    return packed.isEmpty()
        ? printed(of, record, record.partitionKey(), record.data(), -1)
        : IntStream.range(0, packed.size())
            .allMatch(
                i -> printed(of, record, packed.get(i).partitionKey(), packed.get(i).data(), i));
  }

  /**
   * Prints one line.
   *
   * @param place in a packed record, or -1
   */
  private boolean printed(String of, Record record, String key, ByteBuffer data, int place) {
    out()
        .show(
            () ->
                "%s\t%s\t%s\t%s%n"
                    .formatted(
                        of,
                        record.approximateArrivalTimestamp() == null
                            ? "-"
                            : record.approximateArrivalTimestamp(),
                        Printable.text(key),
                        Printable.data(data)),
            () -> json(of, record, key, data, place));
    printed++;
    return (most == null || printed < most) && !out().isClosed();
  }

  private static JsonValue json(String of, Record record, String key, ByteBuffer data, int place) {
    byte[] bytes = new byte[data.remaining()];
    data.duplicate().get(bytes);
    Record shown =
        new Record(
            record.sequenceNumber(),
            record.approximateArrivalTimestamp(),
            ByteBuffer.wrap(bytes),
            key,
            record.encryptionType());
    Json line = new Json().with("ShardId", of);
    Json.of(Record.SHAPE, shown).members().forEach(line::with);
    return (place < 0 ? line : line.with("SubSequenceNumber", place)).object();
  }
}
