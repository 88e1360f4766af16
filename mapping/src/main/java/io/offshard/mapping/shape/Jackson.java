// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.shape;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.TSFBuilder;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** The parsers of both wires, configured to take what the services take. */
final class Jackson {
  private static final JsonFactory JSON =
      configured(new JsonFactoryBuilder().disable(JsonFactory.Feature.CHARSET_DETECTION)).build();
  private static final CBORFactory CBOR = configured(CBORFactory.builder()).build();

  private Jackson() {}

  /** What a body may demand; the size of a whole body is bounded before it gets here. */
  private static <B extends TSFBuilder<?, B>> B configured(B builder) {
    return builder
        .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
        .streamReadConstraints(
            StreamReadConstraints.builder().maxNestingDepth(100).maxStringLength(16 << 20).build())
        // By default buffers are kept by thread, which is of no use to virtual threads.
        .recyclerPool(JsonRecyclerPools.newBoundedPool(64));
  }

  static JsonParser parser(Wire wire, byte[] body) {
    switch (wire) {
      case JSON -> {
        if (!isUtf8(body)) {
          throw new MalformedBody("JSON body: not UTF-8");
        }
      }
      case CBOR -> CborHeads.verify(body);
    }
    try {
      return factory(wire).createParser(body);
    } catch (IOException e) {
      throw new MalformedBody(wire + " body: not readable");
    }
  }

  private static JsonFactory factory(Wire wire) {
    return switch (wire) {
      case JSON -> JSON;
      case CBOR -> CBOR;
    };
  }

  /** The JSON parser itself would let overlong forms and encoded surrogates pass. */
  private static boolean isUtf8(byte[] body) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CharBuffer decoded = CharBuffer.allocate(8192);
    ByteBuffer rest = ByteBuffer.wrap(body);
    while (true) {
      CoderResult result = decoder.decode(rest, decoded, true);
      if (result.isUnderflow()) {
        return true;
      }
      if (result.isError()) {
        return false;
      }
      decoded.clear();
    }
  }
}
