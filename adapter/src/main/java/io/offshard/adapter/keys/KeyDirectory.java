// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.offshard.adapter.file.Reasons;
import io.offshard.adapter.file.UnusableFile;
import io.offshard.mapping.token.Keyring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.stream.Stream;

/**
 * The keys of a deployment in one directory: {@code ID.key} for each, and {@code current}, which
 * names the one that signs; all of them verify. To replace the one that signs takes two steps, so
 * that no token is refused: {@link #add} a key and bring it to every replica, then {@link #promote}
 * it. Every method looks at the files as they are. Failures are {@link UnusableFile}, with one line
 * for the user.
 */
public record KeyDirectory(Path path) {
  private static final String SUFFIX = ".key";
  private static final String CURRENT = "current";
  private static final int SECRET_BYTES = 32;

  /** Of seconds, so that no id ever comes again; 15 of the 16 characters that an id may have. */
  private static final DateTimeFormatter ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

  /** Those that are there, by id; what begins with a dot is none. */
  public List<KeyFile> keys() {
    requireDirectory();
    try (Stream<Path> files = Files.list(path)) {
      return files
          .map(Path::getFileName)
          .map(Path::toString)
          .filter(name -> name.endsWith(SUFFIX) && !name.startsWith("."))
          .sorted()
          .map(name -> new KeyFile(withoutSuffix(name), path.resolve(name)))
          .toList();
    } catch (IOException e) {
      throw new UnusableFile("cannot look into " + path + " (" + Reasons.of(e) + ")");
    }
  }

  private void requireDirectory() {
    if (!Files.exists(path)) {
      throw new UnusableFile(
          "there is no directory %s: offshard keys rotate --directory %s makes it, with a first key"
              .formatted(path, path));
    }
    if (!Files.isDirectory(path)) {
      throw new UnusableFile(
          path + " is not a directory: offshard keys rotate --directory DIR makes one of keys");
    }
  }

  private static String withoutSuffix(String name) {
    return name.substring(0, name.length() - SUFFIX.length());
  }

  /** The id of the key that signs. */
  public String current() {
    Path file = path.resolve(CURRENT);
    if (isEmpty()) {
      requireDirectory();
      throw new UnusableFile(
          "there is no key in %s: offshard keys rotate --directory %s makes the first"
              .formatted(path, path));
    }
    if (!Files.exists(file)) {
      throw new UnusableFile(
          "%s is missing: it names the key that signs (offshard keys promote --directory %s ID)"
              .formatted(file, path));
    }
    try {
      return Files.readString(file).strip();
    } catch (IOException e) {
      throw new UnusableFile("cannot read " + file + " (" + Reasons.of(e) + ")");
    }
  }

  /** All keys, that which signs first. */
  public Keyring read() {
    List<KeyFile> keys = keys();
    KeyFile signer = find(keys, current());
    Stream<KeyFile> others = keys.stream().filter(key -> !key.equals(signer));
    try {
      return new Keyring(Stream.concat(Stream.of(signer), others).map(KeyFile::read).toList());
    } catch (IllegalArgumentException e) {
      throw new UnusableFile(path + ": " + e.getMessage());
    }
  }

  private KeyFile find(List<KeyFile> keys, String id) {
    return keys.stream()
        .filter(key -> key.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new UnusableFile("there is no key " + id + SUFFIX + " in " + path));
  }

  /** Whether no key was ever made here. */
  public boolean isEmpty() {
    return !Files.isDirectory(path) || (!Files.exists(path.resolve(CURRENT)) && keys().isEmpty());
  }

  /**
   * Makes a key, readable by its owner only. The first of a directory signs at once, as there is no
   * other; any later one only verifies until it is promoted.
   *
   * @param now to the second its id, which is the answer
   */
  public String add(Instant now) {
    boolean first = isEmpty();
    String id = ID.format(now);
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    if (Files.exists(path.resolve(id + SUFFIX))) {
      throw new UnusableFile(
          "cannot make a key in %s (there is one of this second: try again)".formatted(path));
    }
    Path draft = path.resolve("." + id + ".new");
    try {
      Files.createDirectories(path);
      Files.deleteIfExists(draft);
      Files.createFile(
          draft,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(draft, secret);
      Files.move(draft, path.resolve(id + SUFFIX));
    } catch (IOException e) {
      throw new UnusableFile("cannot make a key in " + path + " (" + Reasons.of(e) + ")");
    }
    if (first) {
      promote(id);
    }
    return id;
  }

  /** From now on that key signs, which must be there and good. */
  public void promote(String id) {
    var _ = find(keys(), id).read();
    Path draft = path.resolve("." + CURRENT + ".new");
    try {
      Files.write(draft, (id + "\n").getBytes(UTF_8));
      Files.move(draft, path.resolve(CURRENT), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UnusableFile("cannot write " + path.resolve(CURRENT) + " (" + Reasons.of(e) + ")");
    }
  }
}
