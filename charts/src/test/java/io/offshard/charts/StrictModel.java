// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.KubernetesResource;
import java.io.Serial;

/**
 * Reads documents as the types of Kubernetes and of Prometheus's operator. As strict as the API
 * server's own check of fields: a field that the type does not have, or a number where a text
 * belongs, is refused.
 */
final class StrictModel {
  private static final JsonMapper MAPPER = mapper();

  private StrictModel() {}

  /**
   * The object that a document describes.
   *
   * @throws IllegalArgumentException that names the path of what does not belong there
   */
  static HasMetadata read(Object document) {
    KubernetesResource object = MAPPER.convertValue(document, KubernetesResource.class);
    if (object instanceof GenericKubernetesResource || !(object instanceof HasMetadata known)) {
      throw new IllegalArgumentException("there is no type for " + document);
    }
    return known;
  }

  private static JsonMapper mapper() {
    JsonMapper mapper =
        JsonMapper.builder()
            .annotationIntrospector(new WithoutRest())
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .build();
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    return mapper;
  }

  /** The types keep fields that they do not know; without that, these are errors. */
  private static final class WithoutRest extends JacksonAnnotationIntrospector {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public Boolean hasAnySetter(Annotated annotated) {
      return false;
    }
  }
}
