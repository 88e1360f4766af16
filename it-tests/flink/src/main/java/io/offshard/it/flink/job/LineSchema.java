// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.flink.job;

import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.connectors.kinesis.serialization.KinesisDeserializationSchema;

/** Makes a record a line. */
final class LineSchema implements KinesisDeserializationSchema<String> {
  private static final long serialVersionUID = 1L;

  @Override
  public String deserialize(
      byte[] data, String key, String number, long arrival, String stream, String shard) {
    return String.join("\t", shard, number, key, new String(data, StandardCharsets.UTF_8));
  }

  @Override
  public TypeInformation<String> getProducedType() {
    return Types.STRING;
  }
}
