// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.flink.job;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.streaming.api.functions.sink.SinkFunction;

/** Writes lines to the standard output, each as a whole. */
final class LinePrinter implements SinkFunction<String> {
  private static final long serialVersionUID = 1L;

  /** Not System.out, which may hold lines back. */
  private static final FileOutputStream OUTPUT = new FileOutputStream(FileDescriptor.out);

  @Override
  public void invoke(String line, Context context) throws IOException {
    OUTPUT.write((line + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
