// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Moves the native code of the compression libraries out of their jars, at the image's build. They
 * carry it for every system, and write this system's to a temporary directory when they are first
 * used; in the image it lies ready, so that no place to write to is needed, and the rest is away.
 * Arguments: the directory of the jars, where to put it.
 */
final class Slim {

  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");

  /** The entries for this system, by the names that the libraries' loaders take. */
  private static final Map<String, String> OURS =
      Map.of(
          "/linux/" + (ARM ? "aarch64" : "amd64") + "/libzstd-jni-[\\d.-]+\\.so", "libzstd-jni.so",
          "/net/jpountz/util/linux/" + (ARM ? "aarch64" : "amd64") + "/liblz4-java\\.so",
              "liblz4-java.so",
          "/org/xerial/snappy/native/Linux/" + (ARM ? "aarch64" : "x86_64") + "/libsnappyjava\\.so",
              "libsnappyjava.so");

  public static void main(String[] arguments) throws IOException {
    Path destination = Files.createDirectories(Path.of(arguments[1]));
    for (Path jar : files(Path.of(arguments[0]))) {
      try (FileSystem content = FileSystems.newFileSystem(jar)) {
        for (Path file : files(content.getPath("/"))) {
          if (file.toString().matches(".*\\.(so|dll|dylib|jnilib|a)")) {
            for (Map.Entry<String, String> ours : OURS.entrySet()) {
              if (file.toString().matches(ours.getKey())) {
                Files.copy(file, destination.resolve(ours.getValue()));
              }
            }
            Files.delete(file);
          }
        }
      }
    }
    if (files(destination).size() != OURS.size()) {
      throw new IllegalStateException("only found " + files(destination));
    }
  }

  private static List<Path> files(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      return all.filter(Files::isRegularFile).toList();
    }
  }
}
