// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import java.util.Arrays;

/**
 * An error of the web API: its text, by which clients know it, its number and its HTTP status. The
 * vendor has made public some of the numbers, the small ones and the first and the third of the
 * large ones; the others are Offshard's own. Clients only look whether there is one.
 */
public enum V3ioFault {
  INVALID_ARGUMENT("InvalidArgumentException", -201326592, 400),
  RESOURCE_IN_USE("ResourceInUseException", -201326593, 409),
  SHARD_ID_OUT_OF_RANGE("ShardIDOutOfRangeException", -201326594, 400),
  RESOURCE_NOT_FOUND("ResourceNotFoundException", -201326595, 404),
  INVALID_SHARD_COUNT("InvalidShardCountException", -201326596, 400),
  /** In the documents without the last word, but clients look for it with it. */
  ILLEGAL_LOCATION("IllegalLocationException", -201326597, 400),
  /** A function that the API has, or may have, and Offshard has not. */
  UNSUPPORTED("UnsupportedOperationException", -201326687, 400),
  UNAUTHENTICATED("Unauthorized", -201326688, 401),
  BODY_TOO_LARGE("InvalidArgumentException: the body is too large", -201326689, 413),
  /** Kafka does not answer, or a stream is being changed: clients try again. */
  UNAVAILABLE("Service unavailable, try again later", -201326690, 503),
  INTERNAL("Internal failure", -201326691, 500),
  CONTAINER_NOT_FOUND("Container not found", -201326692, 404),
  /** Its number is the vendor's: by it clients know that nothing else is wrong. */
  CONDITION_FALSE("The condition is false", -16777244, 400),
  /** Over the quota of a shard, or too much is under way: clients try again. */
  TOO_MUCH("Too many requests, try again later", -201326693, 503),
  DIRECTORY_NOT_EMPTY("Directory not empty", -39, 409),
  IS_A_DIRECTORY("Is a directory", -21, 409),
  /** An object or an item is larger than any may be. */
  FILE_TOO_LARGE("File too large", -27, 413),
  /** All items together take as much memory as is configured. */
  QUOTA_EXCEEDED("Disk quota exceeded", -122, 403),
  NO_SUCH_FILE("No such file or directory", -2, 404),
  PERMISSION_DENIED("Permission denied", -13, 403);

  private final String text;
  private final int number;
  private final int status;

  V3ioFault(String text, int number, int status) {
    this.text = text;
    this.number = number;
    this.status = status;
  }

  /** The error of that text; an internal failure for a text that none has. */
  public static V3ioFault of(String text) {
    return Arrays.stream(values())
        .filter(fault -> fault.text.equals(text))
        .findFirst()
        .orElse(INTERNAL);
  }

  /** Its {@code ErrorMessage}. */
  public String text() {
    return text;
  }

  /** Its {@code ErrorCode}. */
  public int number() {
    return number;
  }

  /** The HTTP status of an answer that is this error as a whole. */
  public int status() {
    return status;
  }
}
