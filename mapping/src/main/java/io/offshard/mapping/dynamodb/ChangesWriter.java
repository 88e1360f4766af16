// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.dynamodb;

import io.offshard.mapping.change.Identity;
import io.offshard.mapping.change.ItemChange;
import io.offshard.mapping.change.ViewType;
import io.offshard.mapping.item.Item;
import io.offshard.mapping.item.ItemJson;
import io.offshard.mapping.shape.BodyWriter;
import io.offshard.mapping.shape.MemberName;
import io.offshard.mapping.shape.Wire;
import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer of GetRecords.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_Record.html">Record</a>
 */
public final class ChangesWriter {
  private static final MemberName RECORDS = new MemberName("Records");
  private static final MemberName NEXT = new MemberName("NextShardIterator");
  private static final MemberName EVENT_ID = new MemberName("eventID");
  private static final MemberName EVENT_NAME = new MemberName("eventName");
  private static final MemberName EVENT_VERSION = new MemberName("eventVersion");
  private static final MemberName EVENT_SOURCE = new MemberName("eventSource");
  private static final MemberName REGION = new MemberName("awsRegion");
  private static final MemberName IDENTITY = new MemberName("userIdentity");
  private static final MemberName PRINCIPAL = new MemberName("PrincipalId");
  private static final MemberName TYPE = new MemberName("Type");
  private static final MemberName CHANGE = new MemberName("dynamodb");
  private static final MemberName TIME = new MemberName("ApproximateCreationDateTime");
  private static final MemberName KEYS = new MemberName("Keys");
  private static final MemberName NEW_IMAGE = new MemberName("NewImage");
  private static final MemberName OLD_IMAGE = new MemberName("OldImage");
  private static final MemberName NUMBER = new MemberName("SequenceNumber");
  private static final MemberName SIZE = new MemberName("SizeBytes");
  private static final MemberName VIEW = new MemberName("StreamViewType");

  /** What a record has beside its size. */
  private static final int OTHER_BYTES = 400;

  private final String region;
  private final ViewType view;

  /** A writer of the answers about a stream. */
  public ChangesWriter(String region, ViewType view) {
    this.region = region;
    this.view = view;
  }

  /**
   * A change and what it is called.
   *
   * @param change as the stream's view shows it
   */
  public record Named(ItemChange change, String eventId, String number, int size) {}

  /**
   * The answer.
   *
   * @param next where to go on; null at the end of a closed shard
   */
  public ByteBuffer write(List<Named> changes, @Nullable String next) {
    int bytes = 100;
    for (Named each : changes) {
      bytes += OTHER_BYTES + 2 * each.size();
    }
    BodyWriter out = BodyWriter.of(Wire.JSON, bytes);
    out.beginMap();
    out.name(RECORDS);
    out.beginList(changes.size());
    changes.forEach(each -> write(each, out));
    out.endList();
    if (next != null) {
      out.name(NEXT);
      out.text(next);
    }
    out.endMap();
    return out.body();
  }

  private void write(Named each, BodyWriter out) {
    out.beginMap();
    text(REGION, region, out);
    out.name(CHANGE);
    writeChange(each, out);
    text(EVENT_ID, each.eventId(), out);
    text(EVENT_NAME, each.change().kind().name(), out);
    text(EVENT_SOURCE, "aws:dynamodb", out);
    text(EVENT_VERSION, "1.1", out);
    Identity identity = each.change().identity();
    if (identity != null) {
      out.name(IDENTITY);
      out.beginMap();
      text(PRINCIPAL, identity.principalId(), out);
      text(TYPE, identity.type(), out);
      out.endMap();
    }
    out.endMap();
  }

  private void writeChange(Named each, BodyWriter out) {
    ItemChange change = each.change();
    out.beginMap();
    out.name(TIME);
    out.wholeNumber(change.at().getEpochSecond());
    item(KEYS, change.keys(), out);
    item(NEW_IMAGE, change.newImage(), out);
    item(OLD_IMAGE, change.oldImage(), out);
    text(NUMBER, each.number(), out);
    out.name(SIZE);
    out.wholeNumber(each.size());
    text(VIEW, view.name(), out);
    out.endMap();
  }

  private static void item(MemberName name, @Nullable Item item, BodyWriter out) {
    if (item != null) {
      out.name(name);
      ItemJson.write(item, out);
    }
  }

  private static void text(MemberName name, String text, BodyWriter out) {
    out.name(name);
    out.text(text);
  }
}
