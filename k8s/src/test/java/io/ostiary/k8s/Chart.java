package io.ostiary.k8s;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;

/** The Helm chart, rendered by Helm itself. */
final class Chart {

    private static final Path FOLDER = Path.of("chart");

    private Chart() {}

    /** Its documents with these values, each with the comments in front of it. */
    static List<String> documents(Map<String, Object> values) {
        String all = render(values).replaceAll("(?m)^# Source: .*\\n", "");
        List<String> documents = new ArrayList<>();
        Arrays.stream(all.split("(?m)^---\\s*$"))
                .map(String::strip)
                .filter(each -> each.lines().anyMatch(line -> line.startsWith("kind:")))
                .forEach(documents::add);
        return documents;
    }

    /** What {@code helm template} writes. */
    static String render(Map<String, Object> values) {
        assumeHelm();
        TemplateCommand template =
                new Helm(FOLDER).template().withName("ostiary").withKubeVersion("1.34.0");
        values.forEach(template::set);
        return template.call();
    }

    /** What {@code helm lint --strict} says. */
    static LintResult lint() {
        assumeHelm();
        return new Helm(FOLDER).lint().strict().call();
    }

    private static void assumeHelm() {
        boolean here = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        Assumptions.assumeTrue(here, "Helm is brought for Linux on amd64 alone");
    }
}
