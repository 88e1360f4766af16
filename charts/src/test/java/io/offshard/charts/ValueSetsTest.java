// SPDX-License-Identifier: Apache-2.0
package io.offshard.charts;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.offshard.adapter.config.Config;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every set of values, and for an application with the sidecar. That every object
 * has the fields of its type, and no other, is seen as it is read.
 */
@ParameterizedClass
@MethodSource("charts")
class ValueSetsTest {
  /** What Kubernetes leaves a pod before it is killed, if nothing is said. */
  private static final long GRACE_OF_OTHERS = 30;

  private final Manifest manifest;
  private final ServerPod pod;

  @TempDir private Path root;

  ValueSetsTest(Rendered chart) {
    manifest = chart.manifest();
    pod = ServerPod.of(manifest);
  }

  static Stream<Rendered> charts() {
    return Stream.concat(
        Stream.of("minimal", "everything", "encrypted-only", "open", "any-user", "own-files")
            .map(name -> new Rendered(name, Chart.offshard().render(Chart.values(name)))),
        Stream.of(new Rendered("sidecar", Chart.orders().render())));
  }

  /** A manifest, and what it was made of. */
  record Rendered(String values, Manifest manifest) {
    @Override
    public String toString() {
      return values;
    }
  }

  @Test
  void whatRefersToPodsFindsThoseOfOffshard() {
    Map<String, String> labels = manifest.pods().getMetadata().getLabels();
    assertThat(new References(manifest).podSelectors())
        .isNotEmpty()
        .allSatisfy(selector -> assertThat(labels).containsAllEntriesOf(selector).isNotEmpty());
  }

  @Test
  void portsThatAreReferredToAreThereAndTheServersOwn() {
    assertThat(pod.ports().keySet()).containsAll(new References(manifest).podPorts());
    assertThat(pod.ports().keySet()).allMatch(name -> name.matches("[a-z-]{1,15}"));
    Config config = pod.config(root);
    assertThat(pod.ports()).containsEntry("offshard-mgmt", config.management().port());
    if (config.api().cleartext()) {
      assertThat(pod.ports()).containsEntry("offshard-http", config.api().port());
    } else {
      assertThat(pod.ports()).doesNotContainKey("offshard-http");
    }
    if (config.api().tls().certificate().isPresent()) {
      assertThat(pod.ports()).containsEntry("offshard-https", config.api().tls().port());
    } else {
      assertThat(pod.ports()).doesNotContainKey("offshard-https");
    }
  }

  @Test
  void everyVolumeIsMountedAndEveryMountHasItsVolume() {
    List<String> volumes = pod.spec().getVolumes().stream().map(Volume::getName).toList();
    List<VolumeMount> mounts = pod.container().getVolumeMounts();
    assertThat(mounts)
        .extracting(VolumeMount::getName)
        .containsExactlyInAnyOrderElementsOf(volumes);
    assertThat(mounts).extracting(VolumeMount::getMountPath).doesNotHaveDuplicates();
  }

  @Test
  void theServerStartsWithWhatIsMounted() {
    Config config = pod.config(root);
    assertThat(config.kafka().bootstrapServers()).contains("kafka");
    assertThat(config.tokens().isEmpty()).isFalse();
    assertThat(pod.environment().values())
        .filteredOn(value -> value.startsWith("/etc/offshard/"))
        .allSatisfy(value -> assertThat(Path.of(root + value)).isRegularFile());
  }

  @Test
  void noVariableIsGivenTwiceOrByOtherServices() {
    List<EnvVar> environment = pod.container().getEnv();
    assertThat(environment).extracting(EnvVar::getName).doesNotHaveDuplicates();
    assertThat(pod.spec().getEnableServiceLinks()).isFalse();
  }

  @Test
  void aPodHasTheTimeToEndInOrder() {
    Config config = pod.config(root);
    Long grace = pod.spec().getTerminationGracePeriodSeconds();
    long sleep =
        pod.container().getLifecycle() == null
            ? 0
            : pod.container().getLifecycle().getPreStop().getSleep().getSeconds();
    Duration needed = config.api().drain().plusSeconds(sleep + 15);
    assertThat(Duration.ofSeconds(grace == null ? GRACE_OF_OTHERS : grace)).isGreaterThan(needed);
  }

  @Test
  void theContainerKeepsToTheRestrictedStandard() {
    SecurityContext security = pod.container().getSecurityContext();
    assertThat(security.getRunAsNonRoot()).isTrue();
    assertThat(security.getAllowPrivilegeEscalation()).isFalse();
    assertThat(security.getReadOnlyRootFilesystem()).isTrue();
    assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(security.getCapabilities().getAdd()).isEmpty();
    assertThat(security.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
  }

  @Test
  void whatIsReferredToByNameIsThere() {
    assertThat(manifest.all(HorizontalPodAutoscaler.class))
        .allSatisfy(
            scaler -> {
              Deployment target = manifest.one(Deployment.class);
              assertThat(scaler.getSpec().getScaleTargetRef().getName())
                  .isEqualTo(target.getMetadata().getName());
              assertThat(target.getSpec().getReplicas()).isNull();
            });
    assertThat(manifest.all(ServiceAccount.class))
        .allSatisfy(
            account ->
                assertThat(pod.spec().getServiceAccountName())
                    .isEqualTo(account.getMetadata().getName()));
  }

  @Test
  void noTwoObjectsOfAKindHaveOneName() {
    assertThat(manifest.objects())
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[A-Za-z]+ [a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"));
  }

  @Test
  void theMountsOfSecretsAreForReadingOnly() {
    assertThat(pod.container().getVolumeMounts())
        .filteredOn(mount -> mount.getMountPath().startsWith("/etc/"))
        .isNotEmpty()
        .allMatch(VolumeMount::getReadOnly);
  }
}
