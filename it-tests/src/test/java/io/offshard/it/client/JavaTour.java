// SPDX-License-Identifier: Apache-2.0
package io.offshard.it.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardEvent;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardRequest;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler;
import software.amazon.awssdk.services.kinesis.model.SubscribeToShardResponseHandler.Visitor;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/** The tour with the AWS SDK for Java: requests are filled in by the SDK's own description. */
final class JavaTour {
  private final KinesisClient client;
  private final KinesisAsyncClient pushed;
  private final Map<String, String> kept = new HashMap<>();

  JavaTour(KinesisClient client, KinesisAsyncClient pushed, String stream) {
    this.client = client;
    this.pushed = pushed;
    kept.put("stream", stream);
  }

  void run(List<TourStep> steps) throws ReflectiveOperationException {
    for (TourStep step : steps) {
      if (step.settled()) {
        Awaitility.await().until(() -> status() == StreamStatus.ACTIVE);
      }
      Object answer = call(step.operation(), step.input());
      step.expect()
          .forEach(
              (path, expected) ->
                  assertThat(at(answer, path)).as(path).isEqualTo(filled(expected)));
      step.keep().forEach((name, path) -> kept.put(name, at(answer, path.asString())));
    }
  }

  private StreamStatus status() {
    return client
        .describeStreamSummary(request -> request.streamName(kept.get("stream")))
        .streamDescriptionSummary()
        .streamStatus();
  }

  private Object call(String operation, JsonNode input) throws ReflectiveOperationException {
    Class<?> type =
        Class.forName("software.amazon.awssdk.services.kinesis.model." + operation + "Request");
    SdkPojo builder = (SdkPojo) type.getMethod("builder").invoke(null);
    Object request = built(builder, input);
    if (request instanceof SubscribeToShardRequest subscription) {
      return events(subscription);
    }
    String method = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
    return KinesisClient.class.getMethod(method, type).invoke(client, request);
  }

  /** What is pushed, up to its orderly end; the blocking client has no such call. */
  private Map<String, List<SubscribeToShardEvent>> events(SubscribeToShardRequest subscription) {
    List<SubscribeToShardEvent> events = new CopyOnWriteArrayList<>();
    pushed
        .subscribeToShard(
            subscription,
            SubscribeToShardResponseHandler.builder()
                .subscriber(Visitor.builder().onSubscribeToShardEvent(events::add).build())
                .build())
        .join();
    return Map.of("Events", events);
  }

  private Object built(SdkPojo builder, JsonNode members) {
    for (SdkField<?> field : builder.sdkFields()) {
      members
          .field(field.locationName())
          .ifPresent(value -> field.set(builder, value(field, value)));
    }
    return ((SdkBuilder<?, ?>) builder).build();
  }

  private Object value(SdkField<?> field, JsonNode value) {
    MarshallingType<?> type = field.marshallingType();
    if (type.equals(MarshallingType.SDK_POJO)) {
      return built(field.constructor().get(), value);
    }
    if (type.equals(MarshallingType.LIST)) {
      SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
      return value.asArray().stream().map(each -> value(member, each)).toList();
    }
    if (type.equals(MarshallingType.MAP)) {
      return value.asObject().entrySet().stream()
          .collect(Collectors.toMap(Map.Entry::getKey, entry -> filled(entry.getValue())));
    }
    if (type.equals(MarshallingType.SDK_BYTES)) {
      return SdkBytes.fromByteArray(Base64.getDecoder().decode(value.asString()));
    }
    return type.equals(MarshallingType.INTEGER) ? Integer.valueOf(value.asNumber()) : filled(value);
  }

  private String filled(JsonNode value) {
    return value.isString() ? TourStep.filled(value.asString(), kept) : value.text();
  }

  private static String at(Object answer, String path) {
    Object value = answer;
    for (String part : path.split("\\.")) {
      value = step(value, part);
    }
    return String.valueOf(value);
  }

  private static Object step(Object value, String part) {
    return switch (value) {
      case List<?> list -> list.get(Integer.parseInt(part));
      case Map<?, ?> map -> Objects.requireNonNull(map.get(part));
      default -> member((SdkPojo) value, part);
    };
  }

  private static Object member(SdkPojo pojo, String name) {
    return pojo.sdkFields().stream()
        .filter(field -> field.locationName().equals(name))
        .findFirst()
        .orElseThrow()
        .getValueOrDefault(pojo);
  }
}
