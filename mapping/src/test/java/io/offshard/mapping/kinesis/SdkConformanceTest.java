// SPDX-License-Identifier: Apache-2.0
package io.offshard.mapping.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import io.offshard.mapping.shape.Struct;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds every declared wire type against the AWS SDK's model of it, in both directions. */
class SdkConformanceTest {

  /** Members of the model that are not declared here, each with the reason. */
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "StreamDescriptionSummary.StreamId",
          "an SDK that has seen a StreamId sends later calls with it to AWS, past the configured"
              + " endpoint");

  static Stream<Arguments> declarations() {
    return WireTypes.all().entrySet().stream()
        .map(entry -> Arguments.of(entry.getKey(), entry.getValue()));
  }

  private static List<String> names() {
    return WireTypes.all().keySet().stream().map(SdkModel::nameOf).toList();
  }

  @ParameterizedTest
  @MethodSource("declarations")
  void everyMemberIsTheOneOfTheModel(Class<?> record, Struct<?> struct) {
    String name = SdkModel.nameOf(record);
    Map<String, String> model = SdkModel.members(name);
    model.keySet().removeIf(member -> LEFT_OUT.containsKey(name + "." + member));

    assertThat(declared(record, struct)).isEqualTo(model);
  }

  /**
   * Wire names in declared order go with components in declared order: that much the declaration
   * itself checks.
   */
  private static Map<String, String> declared(Class<?> record, Struct<?> struct) {
    List<String> names = Arrays.stream(record.getRecordComponents()).map(c -> c.getName()).toList();
    Map<String, String> types = SdkModel.components(record);
    Map<String, String> declared = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      declared.put(struct.rows().get(i).member(), types.get(names.get(i)));
    }
    return declared;
  }

  @Test
  void everythingLeftOutIsStillInTheModel() {
    LEFT_OUT.forEach(
        (member, reason) -> {
          String[] parts = member.split("\\.");
          assertThat(SdkModel.members(parts[0])).as(reason).containsKey(parts[1]);
        });
  }

  @Test
  void allTheOperationsOfTheDataPathAndTheirTypesAreFound() {
    assertThat(names())
        .contains("PutRecordRequest", "GetRecordsResponse", "Record", "ShardFilter")
        .hasSizeGreaterThanOrEqualTo(34);
  }

  @Test
  void onlyOperationsWithoutAnAnswerLackOne() {
    List<String> declared = names();

    declared.stream()
        .filter(name -> name.endsWith("Request"))
        .map(name -> name.replace("Request", "Response"))
        .filter(response -> !declared.contains(response))
        .forEach(response -> assertThat(SdkModel.members(response)).as(response).isEmpty());
  }

  static Stream<Class<?>> enums() {
    return WireTypes.classes()
        .filter(Class::isEnum)
        .filter(type -> type != KinesisFault.Type.class);
  }

  @ParameterizedTest
  @MethodSource("enums")
  void everyEnumHasTheValuesOfTheModel(Class<?> type) {
    assertThat(wireNames(type)).isEqualTo(wireNames(SdkModel.type(type.getSimpleName())));
  }

  private static Set<String> wireNames(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Object::toString)
        .filter(name -> !name.equals("null")) // the SDK's UNKNOWN_TO_SDK_VERSION
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void everyFaultIsOneOfTheModelOrOfTheProtocol(KinesisFault.Type fault) {
    List<String> protocol = List.of("SerializationException", "UnknownOperationException");

    assertThat(protocol.contains(fault.wireName()) || SdkModel.knows(fault.wireName())).isTrue();
  }

  static Stream<KinesisFault.Type> faults() {
    return Stream.of(KinesisFault.Type.values());
  }
}
