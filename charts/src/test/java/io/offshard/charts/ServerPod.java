// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.offshard.adapter.config.Config;
import io.offshard.adapter.config.ConfigLoader;
import io.offshard.adapter.config.Profile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A pod of the chart and, in it, the container that Offshard runs in. */
record ServerPod(Manifest manifest, PodSpec spec, Container container) {
  /** The files that the container sees begin with this. */
  private static final String MOUNTS = "/etc/";

  static ServerPod of(Manifest manifest) {
    PodSpec spec = manifest.pods().getSpec();
    Container container =
        Stream.concat(spec.getInitContainers().stream(), spec.getContainers().stream())
            .filter(candidate -> candidate.getName().equals("offshard"))
            .findFirst()
            .orElseThrow();
    return new ServerPod(manifest, spec, container);
  }

  Map<String, Integer> ports() {
    return container.getPorts().stream()
        .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
  }

  /** The environment; what comes from a Secret is a text of its own. */
  Map<String, String> environment() {
    Function<EnvVar, String> value = e -> Optional.ofNullable(e.getValue()).orElse("of a Secret");
    return container.getEnv().stream().collect(Collectors.toMap(EnvVar::getName, value));
  }

  /**
   * What the server in the container would start with: its file and environment, with the mounts as
   * the kubelet would make them below a directory of the test. In the file of a secret is its name
   * and that of its entry.
   *
   * @throws io.offshard.adapter.config.InvalidConfig when it would not start
   */
  Config config(Path root) {
    for (VolumeMount mount : container.getVolumeMounts()) {
      write(mount, root.resolve(mount.getMountPath().substring(1)));
    }
    Map<String, String> environment =
        environment().entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, e -> below(root, e.getValue())));
    List<String> arguments = container.getArgs();
    if (!arguments.subList(0, 2).equals(List.of("serve", "--config"))) {
      throw new AssertionError("the container does not serve: " + arguments);
    }
    return ConfigLoader.load(
        Profile.SERVE, read(Path.of(below(root, arguments.get(2)))), environment);
  }

  private static String below(Path root, String value) {
    return value.startsWith(MOUNTS) ? root + value : value;
  }

  private void write(VolumeMount mount, Path directory) {
    spec.getVolumes().stream()
        .filter(volume -> volume.getName().equals(mount.getName()))
        .flatMap(
            volume ->
                Stream.ofNullable(volume.getProjected()).flatMap(p -> p.getSources().stream()))
        .forEach(source -> write(source, directory));
  }

  private void write(VolumeProjection source, Path directory) {
    if (source.getConfigMap() != null) {
      Map<String, String> data = configMap(source.getConfigMap().getName()).getData();
      for (KeyToPath item : source.getConfigMap().getItems()) {
        write(directory.resolve(item.getPath()), Objects.requireNonNull(data.get(item.getKey())));
      }
    } else {
      for (KeyToPath item : source.getSecret().getItems()) {
        write(
            directory.resolve(item.getPath()), source.getSecret().getName() + "/" + item.getKey());
      }
    }
  }

  private ConfigMap configMap(String name) {
    return manifest
        .all(ConfigMap.class)
        .filter(map -> map.getMetadata().getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
