package io.ostiary.k8s;

import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.KeyToPath;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A ConfigMap or Secret that a pod can't start without.
 *
 * @param name its name
 * @param keys the keys that the pod names; none where it takes all
 */
record Asked(String name, List<String> keys) {

    static Stream<Asked> of(PodSpec pod) {
        List<Asked> asked = new ArrayList<>();
        pod.getContainers().forEach(container -> container.getEnv().forEach(each -> add(each, asked)));
        pod.getVolumes().forEach(each -> add(each, asked));
        return asked.stream();
    }

    private static void add(EnvVar variable, List<Asked> asked) {
        var source = variable.getValueFrom();
        if (source == null) {
            return;
        }
        if (source.getConfigMapKeyRef() != null) {
            asked.add(new Asked(
                    source.getConfigMapKeyRef().getName(),
                    List.of(source.getConfigMapKeyRef().getKey())));
        } else if (!Boolean.TRUE.equals(source.getSecretKeyRef().getOptional())) {
            asked.add(new Asked(
                    source.getSecretKeyRef().getName(),
                    List.of(source.getSecretKeyRef().getKey())));
        }
    }

    private static void add(Volume volume, List<Asked> asked) {
        if (volume.getConfigMap() != null) {
            asked.add(new Asked(volume.getConfigMap().getName(), List.of()));
        } else if (volume.getSecret() != null) {
            if (!Boolean.TRUE.equals(volume.getSecret().getOptional())) {
                asked.add(new Asked(volume.getSecret().getSecretName(), List.of()));
            }
        } else if (volume.getProjected() != null) {
            for (VolumeProjection each : volume.getProjected().getSources()) {
                asked.add(new Asked(
                        each.getSecret().getName(),
                        each.getSecret().getItems().stream()
                                .map(KeyToPath::getKey)
                                .toList()));
            }
        } else if (volume.getEmptyDir().getSizeLimit() == null) {
            throw new AssertionError(volume.getName() + " has no limit");
        }
    }
}
