// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.mapping.lineage.ConsumerId;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The one account and region that a deployment is, as its ARNs say.
 *
 * @param id 12 digits
 */
public record Account(String id, String region) {
  private static final Pattern STREAM =
      Pattern.compile("arn:aws[^:]*:kinesis:([^:]*):(\\d{12}):stream/([a-zA-Z0-9_.-]+)");

  private static final Pattern CONSUMER =
      Pattern.compile("(.*)/consumer/([a-zA-Z0-9_.-]+):(0|[1-9][0-9]{0,17})");

  /** The ARN of a stream. */
  String streamArn(String stream) {
    return "arn:aws:kinesis:" + region + ":" + id + ":stream/" + stream;
  }

  /** What an ARN names; empty when it is not that of a stream. */
  static Optional<StreamArn> parse(String arn) {
    Matcher parts = STREAM.matcher(arn);
    return parts.matches()
        ? Optional.of(new StreamArn(parts.group(1), parts.group(2), parts.group(3)))
        : Optional.empty();
  }

  /** The ARN of a consumer of a stream. */
  String consumerArn(String stream, ConsumerId consumer) {
    return streamArn(stream) + "/consumer/" + consumer.name() + ":" + consumer.createdSecond();
  }

  /** What an ARN names; empty when it is not that of a consumer. */
  static Optional<ConsumerArn> parseConsumer(String arn) {
    Matcher parts = CONSUMER.matcher(arn);
    return parts.matches()
        ? parse(parts.group(1))
            .map(
                stream ->
                    new ConsumerArn(
                        stream, new ConsumerId(parts.group(2), Long.parseLong(parts.group(3)))))
        : Optional.empty();
  }

  boolean owns(StreamArn arn) {
    return arn.account().equals(id) && arn.region().equals(region);
  }

  /** The parts of a stream's ARN. */
  record StreamArn(String region, String account, String stream) {}

  /** The parts of a consumer's ARN. */
  record ConsumerArn(StreamArn stream, ConsumerId consumer) {}
}
