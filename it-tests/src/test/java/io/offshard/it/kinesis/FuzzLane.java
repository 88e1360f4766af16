// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.kinesis;

/** A connection on which calls are made one after the other, with bodies of any bytes. */
interface FuzzLane extends AutoCloseable {

  /** Longer than any call takes; only one that hangs does. */
  int SECONDS = 30;

  /** Makes a call and waits for its answer; an error when there is none. */
  Answer call(String operation, Encoding encoding, byte[] body);

  @Override
  void close();

  /** What came back. */
  record Answer(int status, String errorType) {}
}
