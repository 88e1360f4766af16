// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

/** One form in which Kafka records tell of changes. Thread-safe. */
public interface ChangeForm {

  /**
   * Understands a record; never throws, whatever the bytes are. A change has the images that the
   * view shows, and no others.
   */
  Reading read(SourceRecord record);
}
