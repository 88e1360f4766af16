// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.mapping.v3io.Listing.Directory;
import io.offshard.mapping.v3io.Listing.Entry;
import io.offshard.mapping.v3io.Listing.File;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Writes a page of a directory as the XML that v3io's clients read: no namespace, files first. */
public final class ListingXml {
  /** With milliseconds, always three digits of them. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private static final String FILE_MODE = "0100664";
  private static final String DIRECTORY_MODE = "040775";

  private final StringBuilder out = new StringBuilder(1_024);
  private final boolean detailed;

  private ListingXml(boolean detailed) {
    this.detailed = detailed;
  }

  /** The document in UTF-8. */
  public static byte[] of(Listing listing) {
    ListingXml xml = new ListingXml(listing.detailed());
    xml.write(listing);
    return xml.out.toString().getBytes(UTF_8);
  }

  private void write(Listing listing) {
    out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ListBucketResult>");
    element("Name", listing.container());
    element("NextMarker", listing.nextMarker());
    element("MaxKeys", Integer.toString(listing.most()));
    element("IsTruncated", Boolean.toString(listing.truncated()));
    for (Entry entry : listing.entries()) {
      if (entry instanceof File file) {
        write(file);
      }
    }
    for (Entry entry : listing.entries()) {
      if (entry instanceof Directory directory) {
        write(directory);
      }
    }
    out.append("</ListBucketResult>");
  }

  private void write(File file) {
    out.append("<Contents>");
    element("Key", file.key());
    element("Size", Long.toString(file.bytes()));
    element("LastModified", time(file.modified()));
    details(file, FILE_MODE);
    if (file.lastSequence().isPresent()) {
      String last = Long.toString(file.lastSequence().getAsLong());
      element("LastSequenceId", last); // what clients in Go read
      element("LastSequenceID", last); // what those in Python look for
    }
    out.append("</Contents>");
  }

  private void write(Directory directory) {
    out.append("<CommonPrefixes>");
    element("Prefix", directory.key());
    if (detailed) {
      element("LastModified", time(directory.modified()));
    }
    details(directory, DIRECTORY_MODE);
    if (detailed && directory.stream() != null) {
      element("ShardCount", Integer.toString(directory.stream().shardCount()));
      element("RetentionPeriodHours", Integer.toString(directory.stream().retentionHours()));
    }
    out.append("</CommonPrefixes>");
  }

  /** There are no owners and no inodes; clients only want numbers. */
  private void details(Entry entry, String mode) {
    if (detailed) {
      element("Mode", mode);
      element("AccessTime", time(entry.modified()));
      element("CreatingTime", time(entry.modified()));
      element("GID", "0");
      element("UID", "0");
      element("InodeNumber", Integer.toString(entry.key().hashCode() & Integer.MAX_VALUE));
    }
  }

  private static String time(Instant instant) {
    return TIME.format(instant.truncatedTo(ChronoUnit.MILLIS));
  }

  private void element(String name, String text) {
    out.append('<').append(name).append('>');
    text.codePoints().forEach(this::escaped);
    out.append("</").append(name).append('>');
  }

  /** What XML cannot say at all is shown as the sign for that. */
  private void escaped(int c) {
    switch (c) {
      case '&' -> out.append("&amp;");
      case '<' -> out.append("&lt;");
      case '>' -> out.append("&gt;");
      case '\r', '\n', '\t' -> out.append("&#").append(c).append(';');
      default -> out.appendCodePoint(isCharacter(c) ? c : '\uFFFD');
    }
  }

  private static boolean isCharacter(int c) {
    return c >= ' ' && !(c >= 0xD800 && c <= 0xDFFF) && c != 0xFFFE && c != 0xFFFF;
  }
}
