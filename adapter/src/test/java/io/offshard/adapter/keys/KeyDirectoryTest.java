// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.offshard.adapter.file.ReloadedFile;
import io.offshard.adapter.file.UnusableFile;
import io.offshard.mapping.token.Keyring;
import io.offshard.mapping.token.StreamPageToken;
import io.offshard.mapping.token.TokenCodec;
import io.offshard.mapping.token.TokenDialect;
import io.offshard.mapping.token.TokenProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDirectoryTest {
  private static final Instant NOW = Instant.parse("2026-11-22T01:02:03.4Z");
  private static final String FIRST = "20261122T010203";
  private static final String SECOND = "20261122T010303";
  private static final StreamPageToken TOKEN = new StreamPageToken("orders", NOW);

  @TempDir private Path temporary;
  private KeyDirectory keys = new KeyDirectory(Path.of(""));

  @BeforeEach
  void makeTheFirst() {
    keys = new KeyDirectory(temporary.resolve("keys"));
    assertThat(keys.isEmpty()).isTrue();
    assertThat(keys.add(NOW)).isEqualTo(FIRST);
  }

  @Test
  void aKeyIsReadableByItsOwnerOnly() throws IOException {
    Path file = keys.keys().getFirst().file();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(file).hasSize(32);
    assertThat(keys.path()).isDirectoryNotContaining("glob:**.new");
    assertThat(keys.isEmpty()).isFalse();
  }

  @Test
  void theFirstSignsAtOnceAndLaterOnesWhenTheyArePromoted() {
    assertThat(ids()).containsExactly(FIRST);
    assertThat(keys.add(NOW.plusSeconds(60))).isEqualTo(SECOND);
    assertThat(ids()).containsExactly(FIRST, SECOND);
    keys.promote(SECOND);
    assertThat(ids()).containsExactly(SECOND, FIRST);
  }

  @Test
  void aKeyIsNeverOverwritten() throws IOException {
    byte[] before = Files.readAllBytes(keys.keys().getFirst().file());

    assertThatThrownBy(() -> keys.add(NOW))
        .isInstanceOf(UnusableFile.class)
        .hasMessage(
            "cannot make a key in %s (there is one of this second: try again)"
                .formatted(keys.path()));
    assertThat(Files.readAllBytes(keys.keys().getFirst().file())).isEqualTo(before);
  }

  @Test
  void onlyAGoodKeyIsPromoted() throws IOException {
    Files.write(keys.path().resolve("short.key"), new byte[31]);

    assertThatThrownBy(() -> keys.promote("none"))
        .isInstanceOf(UnusableFile.class)
        .hasMessage("there is no key none.key in " + keys.path());
    assertThatThrownBy(() -> keys.promote("short"))
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining("has 31 bytes");
    assertThat(keys.current()).isEqualTo(FIRST);
  }

  @Test
  void whatCannotBeUsedIsNamedWithoutASecret() throws IOException {
    Files.write(keys.path().resolve("a name that is too long.key"), new byte[32]);
    unusable("The id of a token key is 1 to 16 letters");
    Files.delete(keys.path().resolve("a name that is too long.key"));
    Files.copy(keys.keys().getFirst().file(), keys.path().resolve("twin.key"));
    unusable("have the same secret");
    Files.delete(keys.path().resolve("twin.key"));
    Files.writeString(keys.path().resolve("current"), "gone");
    unusable("there is no key gone.key in " + keys.path());
    Files.delete(keys.path().resolve("current"));
    unusable("offshard keys promote --directory " + keys.path());
  }

  @Test
  void whereThereIsNoKeyTheWayToTheFirstIsTold() throws IOException {
    Path none = temporary.resolve("none");
    Path file = Files.writeString(temporary.resolve("file"), "");
    Path empty = Files.createDirectory(temporary.resolve("empty"));

    refused(
        none,
        "there is no directory %s: offshard keys rotate --directory %s".formatted(none, none));
    refused(file, file + " is not a directory: offshard keys rotate --directory DIR");
    assertThatThrownBy(() -> new KeyDirectory(empty).read())
        .isInstanceOf(UnusableFile.class)
        .hasMessage(
            "there is no key in %s: offshard keys rotate --directory %s makes the first"
                .formatted(empty, empty));
  }

  private static void refused(Path path, String start) {
    KeyDirectory directory = new KeyDirectory(path);
    List.<ThrowingCallable>of(directory::current, directory::keys, directory::read)
        .forEach(
            each ->
                assertThatThrownBy(each)
                    .isInstanceOf(UnusableFile.class)
                    .hasMessageStartingWith(start));
  }

  @Test
  void noMessageNamesAnExceptionsClass() throws IOException {
    Files.delete(keys.keys().getFirst().file());
    Files.createDirectory(keys.path().resolve(FIRST + ".key"));
    assertThatThrownBy(() -> keys.read())
        .hasMessageEndingWith("(Is a directory)")
        .hasMessageNotContaining("Exception");
    Path file = Files.writeString(temporary.resolve("file"), "");
    assertThatThrownBy(() -> new KeyDirectory(file).add(NOW))
        .hasMessage("cannot make a key in %s (%s is not a directory)".formatted(file, file));
  }

  private void unusable(String part) {
    assertThatThrownBy(() -> keys.read())
        .isInstanceOf(UnusableFile.class)
        .hasMessageContaining(part);
  }

  /** Two replicas that look at different moments, as in life, each with a copy of its own. */
  @Test
  void aRotationInTwoStepsRefusesNoToken() throws IOException {
    KeyDirectory copy = new KeyDirectory(Files.createDirectory(temporary.resolve("copy")));
    bring(copy);
    Replica one = new Replica(keys);
    Replica two = new Replica(copy);
    String before = one.seal();

    var _ = keys.add(NOW.plusSeconds(60));
    assertThat(two.opens(one.seal())).isTrue();
    bring(copy);
    keys.promote(SECOND);
    String after = one.seal();
    assertThat(after).isNotEqualTo(before);
    assertThat(two.opens(after)).isTrue();
    assertThat(one.opens(two.seal())).isTrue();
    assertThat(one.opens(before) && two.opens(before)).isTrue();

    bring(copy);
    Files.delete(keys.path().resolve(FIRST + ".key"));
    assertThat(one.opens(before)).isFalse();
    assertThat(one.opens(after)).isTrue();
  }

  @Test
  void whatIsUnusableChangesNothing() throws IOException {
    Replica one = new Replica(keys);
    String before = one.seal();

    Files.delete(keys.path().resolve("current"));
    assertThat(one.seal()).isEqualTo(before);
    keys.promote(FIRST);
    Files.write(keys.keys().getFirst().file(), new byte[3]);
    assertThat(one.seal()).isEqualTo(before);
    Files.write(keys.keys().getFirst().file(), new byte[40]);
    assertThat(one.seal()).isNotEqualTo(before);
  }

  private void bring(KeyDirectory copy) throws IOException {
    for (KeyFile key : keys.keys()) {
      Files.write(copy.path().resolve(key.id() + ".key"), Files.readAllBytes(key.file()));
    }
    Files.writeString(copy.path().resolve("current"), keys.current());
  }

  private List<String> ids() {
    return keys.read().keys().stream().map(key -> key.id()).toList();
  }

  /** It looks anew at each of its calls. */
  private static final class Replica {
    private final AtomicLong nanos = new AtomicLong();
    private final TokenCodec codec;

    Replica(KeyDirectory keys) {
      ReloadedFile<Keyring> ring =
          new ReloadedFile<>(
              "keys",
              List.of(keys.path()),
              keys::read,
              () -> nanos.addAndGet(Duration.ofSeconds(1).toNanos()));
      codec = new TokenCodec(ring, TokenDialect.KINESIS);
    }

    String seal() {
      return codec.seal(TOKEN);
    }

    boolean opens(String text) {
      try {
        return codec.open(text, StreamPageToken.class).equals(TOKEN);
      } catch (TokenProblem refused) {
        assertThat(refused.reason()).isEqualTo(TokenProblem.Reason.UNKNOWN_KEY);
        return false;
      }
    }
  }
}
