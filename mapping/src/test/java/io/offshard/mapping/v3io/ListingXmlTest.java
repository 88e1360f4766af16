// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.v3io;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import javax.xml.parsers.DocumentBuilderFactory;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Listings as XML. */
class ListingXmlTest {
  private static final Instant TIME = Instant.parse("2024-01-02T03:04:05.006007Z");

  private static String xml(boolean detailed, Listing.Entry... entries) {
    return new String(
        ListingXml.of(new Listing("c", "m", 5, true, detailed, List.of(entries))), UTF_8);
  }

  @Test
  void filesComeBeforeDirectoriesAndAllMembersAreThere() {
    assertThat(
            xml(
                false,
                new Listing.Directory("a/", TIME, null),
                new Listing.File("a&b", TIME, 3, OptionalLong.empty())))
        .isEqualTo(
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <ListBucketResult><Name>c</Name><NextMarker>m</NextMarker><MaxKeys>5</MaxKeys>\
            <IsTruncated>true</IsTruncated><Contents><Key>a&amp;b</Key><Size>3</Size>\
            <LastModified>2024-01-02T03:04:05.006Z</LastModified></Contents>\
            <CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes></ListBucketResult>\
            """);
  }

  @Test
  void detailsTellModesShardsAndStreams() {
    assertThat(
            xml(
                true,
                new Listing.File("s/0", TIME, 0, OptionalLong.of(7)),
                new Listing.Directory("s/", TIME, new Listing.StreamTraits(4, 24))))
        .contains("<Mode>0100664</Mode>", "<Mode>040775</Mode>")
        .contains("<LastSequenceId>7</LastSequenceId><LastSequenceID>7</LastSequenceID>")
        .contains("<ShardCount>4</ShardCount><RetentionPeriodHours>24</RetentionPeriodHours>");
  }

  @Property
  void anyNameMakesWellFormedXmlThatSaysIt(@ForAll String name) throws Exception {
    byte[] xml =
        ListingXml.of(
            new Listing(
                name,
                name,
                1,
                false,
                true,
                List.of(new Listing.File(name, TIME, 1, OptionalLong.empty()))));
    String key =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml))
            .getElementsByTagName("Key")
            .item(0)
            .getTextContent();
    assertThat(key).isEqualTo(shown(name));
  }

  private static String shown(String name) {
    StringBuilder shown = new StringBuilder();
    name.codePoints()
        .forEach(
            c -> {
              boolean sayable =
                  c == '\t'
                      || c == '\n'
                      || c == '\r'
                      || (c >= ' ' && c < 0xD800)
                      || (c > 0xDFFF && c < 0xFFFE)
                      || c > 0xFFFF;
              shown.appendCodePoint(sayable ? c : '\uFFFD');
            });
    return shown.toString();
  }

  @Test
  void queriesAreReadWhateverTheyAre() {
    ListQuery query = ListQuery.of("prefix=/a%20b//c/&prefix-info=1&marker=x%2Fy&max-keys=7");
    assertThat(query).isEqualTo(new ListQuery(List.of("a b", "c"), "x/y", 7, false, true));
    assertThat(ListQuery.of("")).isEqualTo(new ListQuery(List.of(), "", 1_000, false, false));
    assertThat(ListQuery.of("max-keys=99999999999&&=&prefix&%zz=%").most()).isEqualTo(1_000);
    assertThat(ListQuery.of("max-keys=-1&prefix-only=1").onlyDirectories()).isTrue();
  }
}
