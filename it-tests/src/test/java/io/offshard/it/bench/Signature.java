// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The signature of requests that differ in nothing but their bodies, as botocore makes it: what
 * does not change is computed once. Good for five minutes. For one thread.
 */
final class Signature {
  /** The one key that the server knows. */
  static final String CREDENTIALS =
      """
      [bench]
      aws_access_key_id = BENCH
      aws_secret_access_key = bench-secret
      """;

  private static final String SIGNED = "content-type;host;x-amz-date;x-amz-target";
  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGITS = 64;

  private final String time;
  private final String scope;
  private final String canonicalHead;
  private final MessageDigest sha256;
  private final Mac mac;

  /** Of requests of that operation and content type, from now on. */
  Signature(String operation, String contentType, Instant now) {
    time = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC).format(now);
    scope = time.substring(0, 8) + "/us-east-1/kinesis/aws4_request";
    canonicalHead =
        "POST\n/\n\ncontent-type:%s\nhost:127.0.0.1\nx-amz-date:%s\nx-amz-target:%s\n\n%s\n"
            .formatted(contentType, time, "Kinesis_20131202." + operation, SIGNED);
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
      mac = Mac.getInstance("HmacSHA256");
      byte[] key = "AWS4bench-secret".getBytes(US_ASCII);
      for (String part : scope.split("/")) {
        key = hmac(key, part);
      }
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text.getBytes(US_ASCII));
  }

  /** The header lines, with room for the signature at their end. */
  String lines() {
    return """
    X-Amz-Date: %s\r
    Authorization: AWS4-HMAC-SHA256 Credential=BENCH/%s, SignedHeaders=%s, Signature=%s\r
    """
        .formatted(time, scope, SIGNED, "0".repeat(DIGITS));
  }

  /**
   * Signs a request.
   *
   * @param body where its body begins: right behind {@link #lines} and an empty line
   */
  void sign(byte[] request, int body) {
    sha256.update(request, body, request.length - body);
    String canonical = canonicalHead + HEX.formatHex(sha256.digest());
    String text =
        "AWS4-HMAC-SHA256\n%s\n%s\n%s"
            .formatted(time, scope, HEX.formatHex(sha256.digest(canonical.getBytes(US_ASCII))));
    byte[] signature = HEX.formatHex(mac.doFinal(text.getBytes(US_ASCII))).getBytes(US_ASCII);
    System.arraycopy(signature, 0, request, body - "\r\n\r\n".length() - DIGITS, DIGITS);
  }
}
