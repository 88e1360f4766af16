// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.adapter.auth.Authentication;
import io.offshard.adapter.dialect.kinesis.EmptyCore;
import io.offshard.adapter.dialect.kinesis.KinesisTable;
import io.offshard.adapter.dialect.yandex.EmptyDatabase;
import io.offshard.adapter.dialect.yandex.YandexTable;
import io.offshard.adapter.http.Exchange;
import io.offshard.adapter.http.Headers;
import io.offshard.adapter.http.Reply;
import io.offshard.adapter.observe.Meters;
import io.offshard.adapter.observe.Observation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a call is known that is meant for Yandex Data Streams, and what the door says to it. */
class YandexDoorTest {
  private static final String JSON = "application/x-amz-json-1.1";
  private static final String LIST = "Kinesis_20131202.ListStreams";
  private final List<Observation> seen = new ArrayList<>();
  private final Dispatcher door =
      new Dispatcher(
          List.of(
              YandexTable.create(EmptyDatabase.create())
                  .at(
                      new Place(
                          EmptyDatabase.PATH,
                          Set.of("ru-central1", "ru-central-1"),
                          Set.of("yds.example.org"),
                          Authentication.NONE,
                          YandexTable::elsewhere)),
              KinesisTable.create(EmptyCore.create())),
          Authentication.NONE,
          new Meters(),
          seen::add);

  private record Said(int status, String type, String body, Reply.Whole reply) {}

  private Said ask(String path, String authority, String body, String... headers) {
    Reply.Whole reply =
        (Reply.Whole)
            door.serve(
                new Exchange(
                    "id-1",
                    "POST",
                    path,
                    "",
                    authority,
                    Headers.of(headers),
                    body.getBytes(UTF_8),
                    "HTTP/1.1",
                    "127.0.0.1:1"));
    return new Said(
        reply.status(),
        reply.headers().getOrDefault("x-amzn-ErrorType", "ok"),
        new String(Replies.bytes(reply), UTF_8),
        reply);
  }

  private Said inDatabase(String target, String contentType, String body) {
    return ask(
        EmptyDatabase.PATH, "host", body, "X-Amz-Target", target, "Content-Type", contentType);
  }

  private String dialect() {
    return seen.getLast().dialect();
  }

  @Test
  void thePathOfTheDatabaseIsAMark() {
    assertThat(inDatabase(LIST, JSON, "{}").body())
        .isEqualTo("{\"StreamNames\":[],\"HasMoreStreams\":false}");
    assertThat(dialect()).isEqualTo("yandex");
    assertThat(
            ask(EmptyDatabase.PATH + "/", "h", "{}", "X-Amz-Target", LIST, "Content-Type", JSON)
                .status())
        .isEqualTo(200);
    assertThat(dialect()).isEqualTo("yandex");
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, kinesis",
    "ru-central1, yandex",
    "ru-central-1, yandex",
    "ru-central11, kinesis"
  })
  void theRegionOfTheSignatureIsAMark(String region, String dialect) {
    ask(
        "/",
        "host",
        "{}",
        "X-Amz-Target",
        LIST,
        "Content-Type",
        JSON,
        "Authorization",
        "AWS4-HMAC-SHA256 Credential=key/20261121/"
            + region
            + "/kinesis/aws4_request, SignedHeaders=host,"
            + " Signature=00");
    assertThat(dialect()).isEqualTo(dialect);
  }

  @ParameterizedTest
  @CsvSource({
    "yds.example.org, yandex",
    "YDS.example.org:4567, yandex",
    "other.example.org, kinesis",
    "'', kinesis"
  })
  void theHostIsAMark(String authority, String dialect) {
    ask("/", authority, "{}", "X-Amz-Target", LIST, "Content-Type", JSON);
    assertThat(dialect()).isEqualTo(dialect);
  }

  @ParameterizedTest
  @CsvSource({
    "Authorization, Bearer abc, yandex",
    "X-YaCloud-SubjectToken, abc, yandex",
    "Authorization, Basic abc, kinesis",
    "Authorization, Credential=, kinesis",
    "Authorization, Credential=//, kinesis"
  })
  void aTokenIsAMark(String header, String value, String dialect) {
    ask("/", "host", "{}", "X-Amz-Target", LIST, "Content-Type", JSON, header, value);
    assertThat(dialect()).isEqualTo(dialect);
  }

  @Test
  void whatIsMeantForItAndGoesToAnotherPathFindsNoDatabase() {
    Said said = ask("/Root1", "yds.example.org", "{}", "X-Amz-Target", LIST, "Content-Type", JSON);
    assertThat(said.status()).isEqualTo(400);
    assertThat(said.body())
        .isEqualTo(
            "{\"__type\":\"ResourceNotFoundException\",\"message\":\"Database with path '/Root1'"
                + " doesn't exists\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kinesisApi.", ".", "", "DescribeStream", ".DescribeStream"})
  void withoutAMethodThereIsNoAction(String target) {
    Said said = inDatabase(target, JSON, "{}");
    assertThat(said.type()).isEqualTo("MissingAction");
    assertThat(said.status()).isEqualTo(400);
  }

  @Test
  void withoutATargetThereIsNoActionEither() {
    assertThat(ask(EmptyDatabase.PATH, "h", "{}", "Content-Type", JSON).type())
        .isEqualTo("MissingAction");
  }

  @Test
  void anUnknownMethodIsAnInvalidAction() {
    Said said = inDatabase("kinesisApi.MethodNotExists", JSON, "{}");
    assertThat(said.type()).isEqualTo("InvalidAction");
    assertThat(said.body()).contains("MethodNotExists");
  }

  @ParameterizedTest
  @ValueSource(strings = {"kinesisApi", "legacyApi", "Kinesis_20131202"})
  void anyPrefixWillDo(String prefix) {
    assertThat(inDatabase(prefix + ".ListStreams", JSON, "{}").status()).isEqualTo(200);
  }

  @Test
  void whatTheServiceHasNotIsRefusedByName() {
    Said said = inDatabase("Kinesis_20131202.MergeShards", JSON, "{}");
    assertThat(said.type()).isEqualTo("InvalidAction");
    assertThat(said.body()).contains("Method is not implemented yet: MergeShards");
  }

  @ParameterizedTest
  @CsvSource({
    "application/json, application/x-amz-json-1.1",
    "application/x-amz-json-1.0, application/x-amz-json-1.1",
    "application/x-amz-json-1.1, application/x-amz-json-1.1",
    "application/json; charset=utf-8, application/x-amz-json-1.1"
  })
  void jsonComesUnderSeveralNames(String sent, String answered) {
    Said said = inDatabase(LIST, sent, "{}");
    assertThat(said.status()).isEqualTo(200);
    assertThat(said.reply().headers()).containsEntry("Content-Type", answered);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/cbor", "application/x-amz-cbor-1.1"})
  void cborComesUnderTwoNames(String sent) {
    Said said = inDatabase(LIST, sent, "`"); // a text, and no map
    assertThat(said.type()).isEqualTo("InvalidArgumentException");
    assertThat(said.reply().headers()).containsEntry("Content-Type", "application/x-amz-cbor-1.1");
    assertThat(inDatabase(LIST, sent, "{").body()).contains("Can not parse request body from CBOR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/bson", "", "text/plain"})
  void otherContentTypesAreUnknown(String sent) {
    Said said = inDatabase(LIST, sent, "{}");
    assertThat(said.body())
        .isEqualTo("{\"__type\":\"InvalidArgumentException\",\"message\":\"Unknown ContentType\"}");
    assertThat(said.status()).isEqualTo(400);
  }

  @Test
  void anEmptyBodyLacksParameters() {
    Said said = inDatabase("kinesisApi.CreateStream", JSON, "");
    assertThat(said.type()).isEqualTo("MissingParameter");
    assertThat(said.reply().headers()).containsEntry("Content-Type", JSON);
  }

  @Test
  void aBodyThatIsNoJsonAndAValueOfAnotherTypeAreInvalidArguments() {
    assertThat(inDatabase(LIST, JSON, "{").body())
        .contains("InvalidArgumentException", "Can not parse request body from JSON");
    assertThat(inDatabase("k.CreateStream", JSON, "{\"StreamName\":10}").type())
        .isEqualTo("InvalidArgumentException");
  }

  @Test
  void unknownMembersAreSteppedOver() {
    assertThat(inDatabase(LIST, JSON, "{\"SomethingNew\":{\"a\":[1]}}").status()).isEqualTo(200);
  }

  @Test
  void eachAnswerHasItsChecksum() {
    for (Said said : List.of(inDatabase(LIST, JSON, "{}"), inDatabase(LIST, "", "{}"))) {
      CRC32 crc = new CRC32();
      crc.update(said.body().getBytes(UTF_8));
      assertThat(said.reply().headers())
          .containsEntry("x-amz-crc32", Long.toString(crc.getValue()));
    }
  }
}
