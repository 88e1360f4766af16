// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.v3io;

import static io.offshard.it.v3io.V3ioClient.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.it.server.SharedServer;
import io.offshard.it.server.StreamNames;
import io.offshard.it.v3io.V3ioClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Objects, directories and listings, as clients of streams use them. */
final class V3ioObjectsIT {
  private static final Pattern ELEMENT = Pattern.compile("<(Key|Prefix)>([^<]*)</");
  private static final Pattern MARKER = Pattern.compile("<NextMarker>([^<]*)</NextMarker>");

  private final V3ioClient v3io = new V3ioClient(SharedServer.endpoint());
  private final String directory = "/users/" + StreamNames.fresh("dir");
  private final String stream = directory + "/stream";

  private Answer get(String path) {
    return v3io.call("GET", path, "", Map.of());
  }

  private Answer head(String path) {
    return v3io.call("HEAD", path, "", Map.of());
  }

  private Answer delete(String path) {
    return v3io.call("DELETE", path, "", Map.of());
  }

  private Answer store(String path, String content) {
    return v3io.call("PUT", path, content, Map.of());
  }

  private Answer list(String path) {
    return get("/users?prefix=" + path.substring("/users".length()) + "/");
  }

  /** What a listing names, in its order. */
  private static List<String> names(Answer listing) {
    List<String> names = new ArrayList<>();
    Matcher elements = ELEMENT.matcher(listing.is(200).text());
    while (elements.find()) {
      names.add(elements.group(2));
    }
    return names;
  }

  private static String marker(Answer listing) {
    Matcher marker = MARKER.matcher(listing.text());
    assertThat(marker.find()).isTrue();
    return marker.group(1);
  }

  private String key(String path) {
    return path.substring("/users/".length());
  }

  @Test
  void anObjectIsWrittenAskedForReadListedAndDeleted() {
    String path = directory + "/a%20b.json";
    assertThat(head(path).status()).isEqualTo(404);
    assertThat(get(path).is(404).error()).isEqualTo("No such file or directory");

    assertThat(store(path, "some <content>").is(200).text()).isEmpty();

    Answer asked = head(path).is(200);
    assertThat(asked.text()).isEmpty();
    assertThat(asked.response().headers().firstValue("Content-Length")).hasValue("14");
    Answer read = get(path).is(200);
    assertThat(read.text()).isEqualTo("some <content>");
    assertThat(read.response().headers().firstValue("Last-Modified")).isPresent();
    assertThat(names(list(directory))).containsExactly(key(directory) + "/a b.json");
    assertThat(delete(path).is(204).text()).isEmpty();
    assertThat(delete(path).is(404).error()).isEqualTo("No such file or directory");
    assertThat(names(list(directory))).isEmpty();
  }

  @Test
  void aDirectoryIsMadeAndIsThereUntilItIsDeleted() {
    assertThat(list(directory).is(404).text()).contains("No such file or directory");
    assertThat(store(directory + "/", "").status()).isEqualTo(200);
    assertThat(store(directory + "/", "").status()).isEqualTo(200);

    assertThat(names(list(directory))).isEmpty();
    assertThat(head(directory + "/").is(200).response().headers().firstValue("Content-Length"))
        .hasValue("0");
    assertThat(head(directory).status()).isEqualTo(200);

    assertThat(delete(directory + "/").status()).isEqualTo(204);
    assertThat(head(directory + "/").status()).isEqualTo(404);
    assertThat(delete(directory + "/").status()).isEqualTo(404);
  }

  @Test
  void aDirectoryWithSomethingInItIsNotDeleted() {
    var _ = store(directory + "/in/it", "x").is(200);
    assertThat(delete(directory + "/").is(409).error()).isEqualTo("Directory not empty");
    assertThat(delete(directory + "/in/").is(409).error()).isEqualTo("Directory not empty");
    assertThat(get(directory + "/in/it").is(200).text()).isEqualTo("x");
  }

  @Test
  void aListingHasAllMembersAndNoNamespace() {
    v3io.create(stream, 2);
    var _ = v3io.write(stream, record("a", 1), record("b", 1));
    var _ = store(directory + "/object", "four").is(200);

    String plain = list(directory).is(200).text();
    assertThat(plain)
        .contains("<ListBucketResult><Name>users</Name>")
        .contains("<NextMarker>" + key(stream) + "</NextMarker>")
        .contains("<MaxKeys>1000</MaxKeys><IsTruncated>false</IsTruncated>")
        .contains("<Key>" + key(directory) + "/object</Key><Size>4</Size><LastModified>20")
        .contains("<Prefix>" + key(stream) + "/</Prefix>")
        .doesNotContain("Mode", "xmlns");
    String detailed = get("/users?prefix=" + key(directory) + "&prefix-info=1").is(200).text();
    assertThat(detailed)
        .contains("<Mode>0100664</Mode>", "<Mode>040775</Mode>", "<AccessTime>", "<CreatingTime>")
        .contains("<GID>", "<UID>", "<InodeNumber>")
        .contains("<ShardCount>2</ShardCount><RetentionPeriodHours>24</RetentionPeriodHours>");
    String shards = list(stream).is(200).text();
    assertThat(shards)
        .contains("<Key>" + key(stream) + "/1</Key>")
        .contains("<LastSequenceId>2</LastSequenceId><LastSequenceID>2</LastSequenceID>");
    assertThat(names(get("/users?prefix=" + key(directory) + "&prefix-only=1")))
        .containsExactly(key(stream) + "/");
    assertThat(list(directory).response().headers().firstValue("Content-Type"))
        .hasValue("application/xml");
  }

  @Test
  void shardsComeFirstAndByNumberAlsoPageByPage() {
    v3io.create(stream, 12);
    for (int shard = 0; shard < 12; shard++) {
      if (shard != 5) {
        var _ = v3io.write(stream, record("a", shard));
      }
    }
    var _ = store(stream + "/cg0-state.json", "").is(200);
    List<String> wanted = new ArrayList<>();
    for (int shard = 0; shard < 12; shard++) {
      wanted.add(key(stream) + "/" + shard);
    }
    wanted.remove(5);
    wanted.add(key(stream) + "/cg0-state.json");

    assertThat(names(list(stream))).isEqualTo(wanted);
    List<String> paged = new ArrayList<>();
    String marker = "";
    for (int page = 0; page < 3; page++) {
      Answer answer = get("/users?prefix=" + key(stream) + "/&max-keys=5&marker=" + marker).is(200);
      paged.addAll(names(answer));
      assertThat(answer.text()).contains("<IsTruncated>" + (page < 2) + "</IsTruncated>");
      marker = marker(answer);
    }
    assertThat(paged).isEqualTo(wanted);
    assertThat(marker).isEqualTo(key(stream) + "/cg0-state.json");
  }

  @Test
  void theDeletionOfAStreamAsClientsDoItEndsWithTheStream() {
    v3io.create(stream, 3);
    var _ = v3io.write(stream, record("a", 0), record("b", 2));
    var _ = store(stream + "/cg0-state.json", "").is(200);

    assertThat(delete(stream + "/").is(409).error()).isEqualTo("Directory not empty");
    List<String> names = names(list(stream));
    assertThat(names).hasSize(3);
    names.forEach(name -> assertThat(delete("/users/" + name).status()).isEqualTo(204));
    assertThat(names(list(stream))).isEmpty();
    assertThat(delete(stream + "/").status()).isEqualTo(204);

    assertThat(list(stream).is(404).text()).contains("No such file or directory");
    assertThat(v3io.put("DescribeStream", stream).status()).isEqualTo(404);
    assertThat(names(list(directory))).isEmpty();
    v3io.create(stream, 1);
    assertThat(names(list(stream))).isEmpty();
  }

  @Test
  void aDeletedShardIsGoneUntilItIsWrittenToAndGoesOnCounting() {
    v3io.create(stream, 2);
    var _ = v3io.write(stream, record("a", 1), record("b", 1));
    assertThat(delete(stream + "/1").status()).isEqualTo(204);

    assertThat(delete(stream + "/1").status()).isEqualTo(404);
    assertThat(head(stream + "/1").status()).isEqualTo(404);
    assertThat(v3io.call("PUT", "GetItem", stream + "/1", "{}").status()).isEqualTo(404);
    assertThat(delete(stream + "/0").status()).isEqualTo(404);
    assertThat(delete(stream + "/7").status()).isEqualTo(404);

    var _ = v3io.write(stream, record("c", 1));
    assertThat(head(stream + "/1").status()).isEqualTo(200);
    assertThat(v3io.all(stream + "/1").stream().map(V3ioClient::data)).containsExactly("c");
    assertThat(v3io.all(stream + "/1").stream().map(r -> V3ioClient.number(r, "SequenceNumber")))
        .containsExactly(3L);
  }

  @Test
  void whatCannotBeWrittenIsRefusedByName() {
    v3io.create(stream, 1);
    var _ = v3io.write(stream, record("a", 0));
    assertThat(store(stream, "x").is(409).error()).isEqualTo("Is a directory");
    assertThat(store(stream + "/0", "x").is(403).error()).isEqualTo("Permission denied");
    assertThat(store(directory + "/large", "x".repeat(300 << 10)).is(413).error())
        .isEqualTo("File too large");
    assertThat(
            v3io.call("GET", "/nowhere/a", "", Map.of("X-v3io-session-key", "any")).is(404).error())
        .isEqualTo("Container not found");
    assertThat(delete("/users/").is(403).error()).isEqualTo("Permission denied");
  }

  @Test
  void hostilePathsOfObjectsAreRefusedOrNotThere() {
    for (String name :
        List.of(
            "..",
            "a/../b",
            "%2e%2e",
            "%00",
            "a%0Ab",
            "%252e%252e",
            "a%2Fb",
            "%ff%fe",
            "x%",
            "%zz",
            "a".repeat(3_000),
            "b/".repeat(1_500) + "c",
            "%F0%9F%98%80")) {
      for (String method : List.of("GET", "HEAD", "DELETE", "PUT")) {
        RawPath raw = new RawPath(SharedServer.endpoint());
        assertThat(raw.plain(method, directory + "/" + name))
            .as(method + " " + name.substring(0, Math.min(20, name.length())))
            .isIn(200, 204, 400, 404, 414);
      }
      for (String function : List.of("GetItem", "PutItem", "UpdateItem", "GetItems")) {
        assertThat(new RawPath(SharedServer.endpoint()).status(function, directory + "/" + name))
            .as(function + " " + name.substring(0, Math.min(20, name.length())))
            .isIn(200, 400, 404, 409, 414);
      }
    }
  }
}
