// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServicePort;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.Endpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMetricsEndpoint;
import io.fabric8.openshift.api.model.monitoring.v1.PodMonitor;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the objects of a manifest refer to its pods. */
record References(Manifest manifest) {
  /** By labels. */
  List<Map<String, String>> podSelectors() {
    Stream<LabelSelector> selectors =
        Stream.of(
                manifest.all(Deployment.class).map(d -> d.getSpec().getSelector()),
                manifest.all(PodDisruptionBudget.class).map(b -> b.getSpec().getSelector()),
                manifest.all(NetworkPolicy.class).map(p -> p.getSpec().getPodSelector()),
                manifest.all(PodMonitor.class).map(m -> m.getSpec().getSelector()),
                manifest.pods().getSpec().getTopologySpreadConstraints().stream()
                    .map(TopologySpreadConstraint::getLabelSelector))
            .flatMap(each -> each);
    return Stream.concat(
            selectors.map(LabelSelector::getMatchLabels),
            manifest.all(Service.class).map(service -> service.getSpec().getSelector()))
        .toList();
  }

  /** By the names of ports, those of a ServiceMonitor through its Service. */
  Set<String> podPorts() {
    ServerPod pod = ServerPod.of(manifest);
    Stream<Probe> probes =
        Stream.of(
            pod.container().getStartupProbe(),
            pod.container().getReadinessProbe(),
            pod.container().getLivenessProbe());
    return Stream.of(
            probes.map(probe -> probe.getHttpGet().getPort().getStrVal()),
            servicePorts().map(port -> port.getTargetPort().getStrVal()),
            manifest
                .all(NetworkPolicy.class)
                .flatMap(policy -> policy.getSpec().getIngress().stream())
                .flatMap(rule -> rule.getPorts().stream())
                .map(port -> port.getPort().getStrVal()),
            manifest
                .all(PodMonitor.class)
                .flatMap(monitor -> monitor.getSpec().getPodMetricsEndpoints().stream())
                .map(PodMetricsEndpoint::getPort),
            manifest.all(ServiceMonitor.class).flatMap(this::portsBehind))
        .flatMap(each -> each)
        .collect(Collectors.toSet());
  }

  private Stream<ServicePort> servicePorts() {
    return manifest.all(Service.class).flatMap(service -> service.getSpec().getPorts().stream());
  }

  /** Exactly one Service must be what is monitored. */
  private Stream<String> portsBehind(ServiceMonitor monitor) {
    Map<String, String> selector = monitor.getSpec().getSelector().getMatchLabels();
    List<Service> found =
        manifest
            .all(Service.class)
            .filter(
                service ->
                    service.getMetadata().getLabels().entrySet().containsAll(selector.entrySet()))
            .toList();
    if (found.size() != 1) {
      throw new AssertionError(selector + " finds " + found);
    }
    return monitor.getSpec().getEndpoints().stream()
        .map(Endpoint::getPort)
        .map(
            name ->
                found.getFirst().getSpec().getPorts().stream()
                    .filter(port -> port.getName().equals(name))
                    .findFirst()
                    .orElseThrow()
                    .getTargetPort()
                    .getStrVal());
  }
}
