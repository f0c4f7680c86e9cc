package io.ostiary.contract.browser;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.ostiary.config.Configuration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;

/** Configurations for tests of this module. */
public final class Contracts {

    private static final YAMLMapper YAML = new YAMLMapper();

    private Contracts() {}

    /** The least that is valid, with sections beside it; the text is YAML. */
    public static Configuration with(String yaml) {
        try {
            ObjectNode tree = (ObjectNode) YAML.readTree("identity: {schemas: [{id: default, url: 'base64://e30='}]}\n"
                    + "selfservice: {default_browser_return_url: 'http://ui.test/'}\n");
            tree.setAll((ObjectNode) YAML.readTree(yaml));
            return Configuration.of(tree, Map.of(), Path.of("."));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
