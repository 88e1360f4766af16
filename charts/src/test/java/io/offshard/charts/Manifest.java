// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The objects that Helm has rendered. */
record Manifest(List<HasMetadata> objects) {
  /** Of YAML documents, whose keys are there once and whose fields all exist. */
  static Manifest of(String yaml) {
    Iterable<Object> documents = new Load(LoadSettings.builder().build()).loadAllFromString(yaml);
    return new Manifest(
        StreamSupport.stream(documents.spliterator(), false)
            .filter(Objects::nonNull)
            .map(StrictModel::read)
            .toList());
  }

  <T extends HasMetadata> Stream<T> all(Class<T> type) {
    return objects.stream().filter(type::isInstance).map(type::cast);
  }

  /** The only one of its type. */
  <T extends HasMetadata> T one(Class<T> type) {
    List<T> all = all(type).toList();
    if (all.size() != 1) {
      throw new AssertionError("not one " + type.getSimpleName() + " but " + all);
    }
    return all.getFirst();
  }

  /** The pods that Offshard runs in. */
  PodTemplateSpec pods() {
    return one(Deployment.class).getSpec().getTemplate();
  }
}
