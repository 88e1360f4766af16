// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers of a schema registry mean that a record cannot be read, now or ever. */
class SchemaAnswerTest {

  private static SchemaAnswer of(int status, String body) {
    return SchemaAnswer.of(status, body.replace('\'', '"').getBytes(UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "200; {\"schema\":\"\\\"int\\\"\"}",
        "200; {\"schema\":\"string\",\"schemaType\":\"AVRO\",\"references\":[]}",
      })
  void aSchemaIsKnown(int status, String body) {
    assertThat(SchemaAnswer.of(status, body.getBytes(UTF_8)))
        .isInstanceOf(SchemaAnswer.Known.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "404; {'error_code':40403,'message':'Schema 7 not found'}; no such schema",
        "200; {'schema':'syntax = proto3','schemaType':'PROTOBUF'}; PROTOBUF",
        "200; {'schema':'string','references':[{'name':'a'}]}; refers",
        "200; {'schema':'{}'}; missing",
      })
  void whatIsNoSchemaForTableWillNotBeOneLater(int status, String body, String why) {
    assertThat(of(status, body))
        .isInstanceOfSatisfying(
            SchemaAnswer.Unusable.class, answer -> assertThat(answer.why()).contains(why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '~',
      value = {
        "404; <html>not found</html>",
        "404; {'error_code':404,'message':'HTTP 404 Not Found'}",
        "404; {'message':'no such page'}",
        "401; {'error_code':40101}",
        "429; {'error_code':42901}",
        "500; {'error_code':50001}",
        "500; {'schema':'string'}",
        "302; []",
        "200; <html>log in</html>",
        "200; {'id':7}",
        "200; []",
      })
  void whateverElseIsAnsweredMayChange(int status, String body) {
    assertThat(of(status, body))
        .isInstanceOfSatisfying(
            SchemaAnswer.OutOfReach.class,
            answer -> assertThat(answer.why()).contains(Integer.toString(status)));
  }

  /** The schema's text is flat, and what it describes is not. */
  @Test
  void aSchemaThatIsNestedThroughNamesIsRefused() {
    StringBuilder schema =
        new StringBuilder("{'type':'record','name':'r','fields':[{'name':'a','type':['null'");
    for (int i = 0; i < 20_000; i++) {
      schema.append(
          ",{'type':'record','name':'r%d','fields':[{'name':'a','type':'%s'}]}"
              .formatted(i, i == 0 ? "null" : "r" + (i - 1)));
    }
    schema.append("]},{'name':'b','type':'r19999'}]}");
    String body = "{'schema':\"" + schema.toString().replace("'", "\\'") + "\"}";
    assertThat(of(200, body)).isEqualTo(new SchemaAnswer.Unusable("it is nested too deeply"));
  }
}
