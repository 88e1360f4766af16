// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.client;

import io.offshard.adapter.service.Pause;
import io.offshard.mapping.kinesis.PutRecords;
import io.offshard.mapping.kinesis.PutRecordsRequestEntry;
import io.offshard.mapping.kinesis.PutRecordsResultEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes records until the service has them or nothing helps: those that are refused for a while go
 * again, later each time, for about twenty seconds. A record whose answer was lost may be written
 * twice, as with the AWS SDKs.
 */
public final class RecordPuts {
  /** How many records a call may have. */
  public static final int MOST_RECORDS = 500;

  /** What a call may hold in data and keys is 10 MiB. */
  public static final int MOST_BYTES = 4 << 20;

  /** Stands where an error of the service would, had it answered. */
  private static final String NO_ANSWER = "NoAnswer";

  private static final int ATTEMPTS = 10;
  private static final Duration FIRST_WAIT = Duration.ofMillis(100);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  private final KinesisClient client;
  private final String stream;
  private final Pause pause;
  private final Consumer<String> progress;

  /**
   * Writes into that stream.
   *
   * @param progress is told why something goes again, each reason once
   */
  public RecordPuts(KinesisClient client, String stream, Pause pause, Consumer<String> progress) {
    this.client = client;
    this.stream = stream;
    this.pause = pause;
    this.progress = progress;
  }

  /**
   * Writes a batch.
   *
   * @param records at most {@link #MOST_RECORDS}
   * @return one result for each, in their order: where it is, or the error that it met last
   * @throws RefusedBatch when what is left of the batch is refused for good; then nothing of that
   *     is written
   */
  public List<PutRecordsResultEntry> put(List<PutRecordsRequestEntry> records)
      throws InterruptedException {
    @Nullable PutRecordsResultEntry[] results = new @Nullable PutRecordsResultEntry[records.size()];
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      left.add(i);
    }
    Duration wait = FIRST_WAIT;
    String told = "";
    for (int attempt = 1; !left.isEmpty(); attempt++) {
      List<PutRecordsResultEntry> answers = call(records, left);
      List<Integer> failed = new ArrayList<>();
      for (int i = 0; i < answers.size(); i++) {
        results[left.get(i)] = answers.get(i);
        if (answers.get(i).errorCode() != null) {
          failed.add(left.get(i));
        }
      }
      left = failed;
      if (left.isEmpty() || attempt == ATTEMPTS) {
        break;
      }
      PutRecordsResultEntry why = Objects.requireNonNull(results[left.getFirst()]);
      String trouble = trouble(left.size(), records.size(), why);
      if (!trouble.equals(told)) {
        progress.accept(trouble);
        told = trouble;
      }
      pause.await(wait);
      wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }
    return Arrays.stream(results).map(Objects::requireNonNull).toList();
  }

  private static String trouble(int left, int all, PutRecordsResultEntry why) {
    return NO_ANSWER.equals(why.errorCode())
        ? "%s; %d of %d records are not known to be written, trying again for about twenty seconds"
            .formatted(why.errorMessage(), left, all)
        : "%d of %d records were not taken (%s), trying again"
            .formatted(left, all, why.errorCode());
  }

  /**
   * A call that is not taken now counts as one in which no record was.
   *
   * @param left the places of those that are sent
   */
  private List<PutRecordsResultEntry> call(List<PutRecordsRequestEntry> batch, List<Integer> left) {
    List<PutRecordsRequestEntry> records = left.stream().map(batch::get).toList();
    try {
      return client
          .ask(
              "PutRecords",
              PutRecords.Request.SHAPE,
              new PutRecords.Request(records, stream, null, null),
              PutRecords.Response.SHAPE)
          .records();
    } catch (CallFailure e) {
      if (!e.isTransient() || Thread.currentThread().isInterrupted()) {
        throw new RefusedBatch(e, left, batch.size());
      }
      String code = e.type().isEmpty() ? NO_ANSWER : e.type();
      PutRecordsResultEntry none = new PutRecordsResultEntry(null, null, code, e.getMessage());
      return records.stream().map(each -> none).toList();
    }
  }
}
