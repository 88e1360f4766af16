// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.dialect.kinesis;

import io.offshard.adapter.dialect.kinesis.Account.ConsumerArn;
import io.offshard.adapter.service.StreamCatalog;
import io.offshard.adapter.service.StreamFault.NoSuchConsumer;
import io.offshard.adapter.service.StreamFaultException;
import io.offshard.mapping.kinesis.ConsumerFaults;
import io.offshard.mapping.kinesis.KinesisFault;
import io.offshard.mapping.lineage.ConsumerId;
import io.offshard.mapping.lineage.StreamConsumer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds the consumer that a request names: by its ARN, or by its stream's ARN and its name. */
final class ConsumerLookup {
  private final StreamCatalog catalog;
  private final StreamLookup streams;
  private final Account account;

  /** A consumer and the name of its stream. */
  record Found(String stream, StreamConsumer consumer) {}

  ConsumerLookup(StreamCatalog catalog, StreamLookup streams, Account account) {
    this.catalog = catalog;
    this.streams = streams;
    this.account = account;
  }

  /** The consumer. All three may be given if they go together. */
  Found find(@Nullable String streamArn, @Nullable String name, @Nullable String consumerArn) {
    if (consumerArn != null) {
      ConsumerArn arn = owned(consumerArn);
      String stream = arn.stream().stream();
      boolean same =
          (name == null || name.equals(arn.consumer().name()))
              && (streamArn == null || streams.name(null, streamArn).equals(stream));
      if (!same) {
        throw Faults.refuse(ConsumerFaults.consumersDiffer(consumerArn));
      }
      return find(stream, arn.consumer());
    }
    if (streamArn == null || name == null) {
      throw Faults.refuse(ConsumerFaults.consumerMissing());
    }
    String stream = streams.name(null, streamArn);
    return found(stream, name, catalog.describe(stream).attached().consumer(name));
  }

  /** That very consumer. */
  Found find(String stream, ConsumerId id) {
    return found(stream, id.name(), catalog.describe(stream).attached().consumer(id));
  }

  /** What an ARN names, without a look-up, except that foreign ones are never found. */
  Resource resource(String arn) {
    return Account.parseConsumer(arn).isPresent()
        ? resource(owned(arn))
        : new Resource.OfStream(streams.name(null, arn));
  }

  private static Resource resource(ConsumerArn arn) {
    return new Resource.OfConsumer(arn.stream().stream(), arn.consumer());
  }

  /** The parts of an ARN, without a look-up, except that a foreign one is never found. */
  ConsumerArn owned(String text) {
    ConsumerArn arn =
        Account.parseConsumer(text)
            .orElseThrow(() -> Faults.refuse(KinesisFault.streamNotFound(text, account.id())));
    if (!account.owns(arn.stream())) {
      throw Faults.refuse(
          ConsumerFaults.consumerNotFound(
              arn.consumer().name(), arn.stream().stream(), arn.stream().account()));
    }
    return arn;
  }

  private static Found found(String stream, String name, Optional<StreamConsumer> consumer) {
    return consumer
        .map(each -> new Found(stream, each))
        .orElseThrow(() -> new StreamFaultException(new NoSuchConsumer(stream, name)));
  }
}
