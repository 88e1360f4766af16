// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bridge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One API as it is used here; streams go by the names of their topics. */
interface Side {

  /** Writes a record, which stands where the answer says. */
  Seen write(String stream, @Nullable String key, String data);

  /** All records, by partition and offset. */
  List<Seen> read(String stream);

  /** How a record is shown. Clients of Kinesis expect each to have a key. */
  default Seen shown(Seen record) {
    return record.key() == null ? record.withKey(Integer.toString(record.partition())) : record;
  }
}
