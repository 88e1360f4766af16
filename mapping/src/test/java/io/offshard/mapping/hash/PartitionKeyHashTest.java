// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.hash;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class PartitionKeyHashTest {
  @Example
  void hashesAsPublishedForMd5() {
    assertThat(PartitionKeyHash.of(""))
        .hasToString(new BigInteger("d41d8cd98f00b204e9800998ecf8427e", 16).toString());
    assertThat(PartitionKeyHash.of("abc"))
        .hasToString(new BigInteger("900150983cd24fb0d6963f7d28e17f72", 16).toString());
  }

  @Property
  void isTheMd5OfTheUtf8BytesAsAnUnsignedNumber(@ForAll String key)
      throws NoSuchAlgorithmException {
    byte[] md5 = MessageDigest.getInstance("MD5").digest(key.getBytes(UTF_8));

    assertThat(PartitionKeyHash.of(key)).hasToString(new BigInteger(1, md5).toString());
    ByteBuffer encoded = UTF_8.encode(key);
    assertThat(PartitionKeyHash.of(encoded)).isEqualTo(PartitionKeyHash.of(key));
    assertThat(encoded).isEqualTo(UTF_8.encode(key));
  }
}
