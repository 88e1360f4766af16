// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

/** Where a stream is in its life. */
public enum StreamStatus {
  /** Not yet usable; its shards are not shown. */
  CREATING,
  /** Going away. */
  DELETING,
  /** Ready for every operation. */
  ACTIVE,
  /** Being resharded or reconfigured; reading and writing go on. */
  UPDATING
}
