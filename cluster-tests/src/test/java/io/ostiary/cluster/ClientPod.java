package io.ostiary.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** A pod of the tests' own that does one thing and ends. */
record ClientPod(String namespace, String name, Map<String, String> labels) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** A client of the suite: may use the gateway, and read Kafka and the inbox. */
    static ClientPod client(String name) {
        return new ClientPod(RunningSuite.NAMESPACE, name, Map.of("ostiary/client", "true"));
    }

    /** Starts it with a main class. */
    void start(String main, List<String> arguments, Map<String, String> environment) throws IOException {
        ObjectNode pod = JSON.createObjectNode().put("apiVersion", "v1").put("kind", "Pod");
        ObjectNode metadata = pod.putObject("metadata").put("name", name).put("namespace", namespace);
        ObjectNode marks = metadata.putObject("labels");
        labels.forEach(marks::put);
        ObjectNode spec = pod.putObject("spec").put("restartPolicy", "Never").put("terminationGracePeriodSeconds", 1);
        spec.put("automountServiceAccountToken", false).put("enableServiceLinks", false);
        ObjectNode security =
                spec.putObject("securityContext").put("runAsNonRoot", true).put("runAsUser", 10001);
        security.putObject("seccompProfile").put("type", "RuntimeDefault");
        ObjectNode container = spec.putArray("containers").addObject();
        container.put("name", "client").put("image", TestImages.CLIENT).put("imagePullPolicy", "IfNotPresent");
        container
                .putObject("securityContext")
                .put("allowPrivilegeEscalation", false)
                .putObject("capabilities")
                .putArray("drop")
                .add("ALL");
        container.putObject("resources").putObject("limits").put("memory", "192Mi");
        var words = container.putArray("args").add(main);
        arguments.forEach(words::add);
        var variables = container.putArray("env");
        environment.forEach(
                (key, value) -> variables.addObject().put("name", key).put("value", value));
        Kubectl.input(pod.toString(), "apply", "-f", "-").ok();
    }

    /** Waits for its end and gives what it printed. */
    String output(int seconds) throws IOException {
        Kubectl.Output end = Kubectl.run(
                "-n",
                namespace,
                "wait",
                "pod/" + name,
                "--for=jsonpath={.status.phase}=Succeeded",
                "--timeout=" + seconds + "s");
        if (end.code() != 0) {
            throw new AssertionError("pod " + name + " did not succeed: " + log());
        }
        return log();
    }

    String log() throws IOException {
        return Kubectl.run("-n", namespace, "logs", name).out();
    }

    void delete() throws IOException {
        Kubectl.run("-n", namespace, "delete", "pod", name, "--wait=false", "--ignore-not-found");
    }
}
