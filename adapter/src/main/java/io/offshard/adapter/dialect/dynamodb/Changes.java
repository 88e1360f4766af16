// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.dynamodb;

import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.service.Batch;
import io.offshard.mapping.change.ChangeForm;
import io.offshard.mapping.change.ItemChange;
import io.offshard.mapping.change.Reading;
import io.offshard.mapping.change.SourceRecord;
import io.offshard.mapping.dynamodb.ChangesWriter.Named;
import io.offshard.mapping.dynamodb.DynamoFault;
import io.offshard.mapping.dynamodb.TablePart;
import io.offshard.mapping.hash.Md5;
import io.offshard.mapping.lineage.TableSpec;
import io.offshard.mapping.lineage.TableSpec.Undecodable;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes changes of items out of Kafka records, and counts what is none. */
final class Changes {
  private static final Logger log = LoggerFactory.getLogger(Changes.class);

  /** As the service counts them; one change always fits. */
  private static final int MOST_BYTES = 1 << 20;

  private static final ByteBuffer NO_KEY = ByteBuffer.allocate(0);

  private final TableForms forms;
  private final Meters meters;

  Changes(TableForms forms, Meters meters) {
    this.forms = forms;
    this.meters = meters;
  }

  /**
   * An answer that is still empty.
   *
   * @param late tells when it is to be sent with what it has
   */
  Answer answer(TableLookup.Found of, TablePart part, int limit, BooleanSupplier late) {
    return new Answer(of, part, limit, late);
  }

  /** The changes of one answer. For one thread. */
  final class Answer {
    private final TableSpec spec;
    private final UUID topicId;
    private final ChangeForm form;
    private final TablePart part;
    private final int limit;
    private final BooleanSupplier late;
    private final List<Named> named = new ArrayList<>();
    private int bytes;
    private long next;
    private boolean begun;

    private Answer(TableLookup.Found of, TablePart part, int limit, BooleanSupplier late) {
      this.spec = of.table().spec();
      this.topicId = of.stream().topicId().orElseThrow();
      this.form = forms.of(spec);
      this.part = part;
      this.limit = limit;
      this.late = late;
    }

    List<Named> changes() {
      return named;
    }

    /** The offset of the first record that had no room. */
    long next() {
      return next;
    }

    /**
     * Adds what these records tell of.
     *
     * @return whether all of them had room
     */
    boolean take(List<Batch.Entry> records) {
      for (Batch.Entry entry : records) {
        if (entry.offset() >= part.end()) {
          return true;
        }
        if (entry.offset() >= part.start() && part.takes(key(entry)) && !take(entry)) {
          next = entry.offset();
          return false;
        }
      }
      return true;
    }

    private boolean take(Batch.Entry entry) {
      // Records may each name a schema that nobody knows, which is asked for each time.
      if (named.size() >= limit || (begun && late.getAsBoolean())) {
        return false;
      }
      begun = true;
      return switch (form.read(source(entry))) {
        case Reading.Changed(ItemChange change, var losses) -> {
          losses.forEach(loss -> count(loss));
          yield add(change, entry.offset());
        }
        case Reading.Skipped(Reading.Reason reason) -> {
          count(reason);
          yield true;
        }
        case Reading.Undecodable(String why) -> undecodable(entry, why);
        case Reading.Delayed(String why) -> {
          meters.change(spec.table(), "delayed");
          yield stop(entry, "which cannot be read yet: " + why);
        }
      };
    }

    private void count(Enum<?> what) {
      meters.change(spec.table(), what.name().toLowerCase(Locale.ROOT));
    }

    private boolean add(ItemChange change, long offset) {
      int size = change.size();
      if (!named.isEmpty() && bytes + size > MOST_BYTES) {
        return false;
      }
      bytes += size;
      named.add(new Named(change, eventId(change, offset), part.number(offset), size));
      return true;
    }

    private boolean undecodable(Batch.Entry entry, String why) {
      meters.change(spec.table(), "undecodable");
      if (spec.undecodable() == Undecodable.SKIP) {
        log.debug("Table {}: offset {} is no change: {}", spec.table(), entry.offset(), why);
        return true;
      }
      return stop(entry, "which is no change: " + why);
    }

    /** What comes before it is told first; then nobody gets past it. */
    private boolean stop(Batch.Entry entry, String why) {
      if (!named.isEmpty()) {
        return false;
      }
      log.error(
          "Table {} stops at offset {} of partition {}, {}",
          spec.table(),
          entry.offset(),
          part.shard().partition(),
          why);
      throw DynamoFaults.refuse(DynamoFault.internal());
    }

    /** The same for the same record, whoever reads it. */
    private String eventId(ItemChange change, long offset) {
      if (change.eventId() != null) {
        return change.eventId();
      }
      ByteBuffer place = ByteBuffer.allocate(28);
      place
          .putLong(topicId.getMostSignificantBits())
          .putLong(topicId.getLeastSignificantBits())
          .putInt(part.shard().partition())
          .putLong(offset)
          .flip();
      return HexFormat.of().formatHex(Md5.of(place).array());
    }
  }

  private static ByteBuffer key(Batch.Entry entry) {
    return entry.key() == null ? NO_KEY : entry.key();
  }

  /** A batch does not tell a tombstone from a value of no bytes, which no form has. */
  private static SourceRecord source(Batch.Entry entry) {
    return new SourceRecord(
        bytes(entry.key()),
        entry.value().hasRemaining() ? bytes(entry.value()) : null,
        Map.of(),
        Instant.ofEpochMilli(entry.timestamp()));
  }

  private static byte @Nullable [] bytes(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return null;
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.duplicate().get(bytes);
    return bytes;
  }
}
