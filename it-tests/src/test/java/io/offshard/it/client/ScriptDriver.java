// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A client library of another language, driven by a script that takes and leaves tab-separated
 * files.
 */
record ScriptDriver(List<String> interpreter, Path directory, Map<String, String> environment)
    implements ClientDriver {

  ScriptDriver(List<String> interpreter, Path directory) {
    this(interpreter, directory, Map.of());
  }

  @Override
  public Transcript run(URI endpoint, String stream, int shards, List<Sample> samples) {
    Path in = directory.resolve(stream + ".samples.tsv");
    Path out = directory.resolve(stream + ".transcript.tsv");
    Samples.write(samples, in);
    List<String> words = new ArrayList<>(interpreter);
    words.addAll(
        List.of(
            endpoint.toString(), stream, Integer.toString(shards), in.toString(), out.toString()));
    new Command(words, directory, environment).succeed();
    return Transcript.read(out);
  }
}
