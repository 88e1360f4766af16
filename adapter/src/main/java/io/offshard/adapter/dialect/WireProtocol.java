// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect;

import io.offshard.mapping.shape.Wire;
import org.jspecify.annotations.Nullable;

/**
 * How the bodies of an API are written: a variant of AWS's JSON protocol, or plain JSON.
 *
 * @see <a href="https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html">AWS JSON 1.0</a>
 */
public enum WireProtocol {
  /** JSON 1.1, and its older CBOR twin. */
  JSON_1_1_AND_CBOR,
  /** JSON 1.0 with the namespaces and the checksums of DynamoDB. */
  DYNAMODB,
  /** Kinesis's encodings under more names, with the checksums of DynamoDB. */
  YANDEX,
  /** JSON whatever the content type says, with errors of another form. */
  PLAIN_JSON;

  static final String JSON_1_1 = "application/x-amz-json-1.1";
  static final String CBOR_1_1 = "application/x-amz-cbor-1.1";
  static final String JSON_1_0 = "application/x-amz-json-1.0";
  static final String JSON = "application/json";
  private static final String PLAIN_CBOR = "application/cbor";

  private static final DoorWords AWS = new AwsWords();
  private static final DoorWords YANDEX_WORDS = new YandexWords();

  /** How bodies of that media type are encoded; null for those that the API does not speak. */
  @Nullable Wire wire(String contentType) {
    return switch (this) {
      case JSON_1_1_AND_CBOR ->
          switch (contentType) {
            case JSON_1_1 -> Wire.JSON;
            case CBOR_1_1 -> Wire.CBOR;
            default -> null;
          };
      // The clients of DynamoDB send 1.0, and the service takes both.
      case DYNAMODB ->
          contentType.equals(JSON_1_0) || contentType.equals(JSON_1_1) ? Wire.JSON : null;
      case YANDEX ->
          switch (contentType) {
            case JSON_1_1, JSON_1_0, JSON -> Wire.JSON;
            case CBOR_1_1, PLAIN_CBOR -> Wire.CBOR;
            default -> null;
          };
      case PLAIN_JSON -> Wire.JSON;
    };
  }

  /** The type of an answer to a body of that media type, which the API speaks. */
  String answered(String contentType) {
    return switch (this) {
      case JSON_1_1_AND_CBOR, DYNAMODB -> contentType;
      case YANDEX -> wire(contentType) == Wire.CBOR ? CBOR_1_1 : JSON_1_1;
      case PLAIN_JSON -> JSON;
    };
  }

  /** What the door says for the API. */
  DoorWords words() {
    return switch (this) {
      case JSON_1_1_AND_CBOR, DYNAMODB, PLAIN_JSON -> AWS;
      case YANDEX -> YANDEX_WORDS;
    };
  }

  /**
   * What clients call the service in their signatures: streams of tables have no name of their own.
   */
  String signingName(String dialect) {
    return switch (this) {
      case JSON_1_1_AND_CBOR, PLAIN_JSON -> dialect;
      case DYNAMODB -> "dynamodb";
      case YANDEX -> "kinesis";
    };
  }

  /**
   * The type of an answer to a request without a body. Kinesis answers in CBOR unless it is asked
   * for exactly its JSON.
   */
  String bodiless(String contentType) {
    return switch (this) {
      case JSON_1_1_AND_CBOR -> contentType.equals(JSON_1_1) ? JSON_1_1 : CBOR_1_1;
      case DYNAMODB -> contentType.equals(JSON_1_1) ? JSON_1_1 : JSON_1_0;
      case YANDEX, PLAIN_JSON -> answered(contentType);
    };
  }

  /** The {@code __type} of an error. */
  String type(String error) {
    return switch (this) {
      case JSON_1_1_AND_CBOR, YANDEX, PLAIN_JSON -> error;
      case DYNAMODB -> {
        String name = name(error);
        yield namespace(name) + name;
      }
    };
  }

  /** What is common to all APIs has a name of its own in this one. */
  private static String name(String error) {
    return switch (error) {
      case "InternalFailureException" -> "InternalServerError";
      case "ProvisionedThroughputExceededException" -> "ThrottlingException";
      default -> error;
    };
  }

  private static String namespace(String error) {
    return switch (error) {
      case "ValidationException" -> "com.amazon.coral.validate#";
      case "AccessDeniedException",
          "SerializationException",
          "UnknownOperationException",
          "UnsupportedOperationException" ->
          "com.amazon.coral.service#";
      default -> "com.amazonaws.dynamodb.v20120810#";
    };
  }

  /** Whether answers carry the checksum of their bodies. */
  boolean isChecksummed() {
    return switch (this) {
      case JSON_1_1_AND_CBOR, PLAIN_JSON -> false;
      case DYNAMODB, YANDEX -> true;
    };
  }
}
