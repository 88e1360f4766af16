// SPDX-License-Identifier: Apache-2.0
package io.offshard.adapter.kafka;

import io.offshard.adapter.service.StreamFault.Unavailable;
import io.offshard.adapter.service.StreamFaultException;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.ApiException;

/** What comes back from Kafka, in the core's words. */
public final class Answers {
  private Answers() {}

  /**
   * Waits for an answer of the admin client, which has its own time-out.
   *
   * @throws ApiException what Kafka says
   * @throws StreamFaultException with {@link Unavailable} for anything else
   */
  static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ApiException answer) {
        throw answer;
      }
      throw unavailable(e.getCause() == null ? e : e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(e);
    }
  }

  /** The answer to a caller when Kafka does not do its part. */
  public static StreamFaultException unavailable(Throwable cause) {
    String text = cause.getMessage();
    return new StreamFaultException(
        new Unavailable(cause.getClass().getSimpleName() + (text == null ? "" : ": " + text)),
        cause);
  }

  /** Kafka's id as Java's. */
  public static UUID uuid(Uuid id) {
    return new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }

  /** The same id in Kafka's type. */
  public static Uuid uuid(UUID id) {
    return new Uuid(id.getMostSignificantBits(), id.getLeastSignificantBits());
  }
}
