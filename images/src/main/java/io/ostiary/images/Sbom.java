package io.ostiary.images;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lists the libraries of an image as CycloneDX 1.6 (ECMA-424): name, version, SHA-256 and, where the
 * jar says which Maven artifact it is, its package URL. Holds no time and no serial number, so that
 * the same jars give the same bytes.
 */
public final class Sbom {

    /** Where it lies in the image. */
    public static final String PATH = "/app/sbom.cdx.json";

    private static final Pattern NAME = Pattern.compile("(.+?)-(\\d[\\w.+-]*)\\.jar");

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private Sbom() {}

    /**
     * The list for the jars among these files.
     *
     * @param image name of the image
     * @param version its version
     * @param files by their path below {@code /app}, in order
     */
    public static byte[] of(String image, String version, Map<String, Path> files) {
        ObjectNode bom = JSON.createObjectNode();
        bom.put("bomFormat", "CycloneDX").put("specVersion", "1.6").put("version", 1);
        bom.putObject("metadata")
                .putObject("component")
                .put("type", "application")
                .put("name", image)
                .put("version", version);
        var components = bom.putArray("components");
        files.forEach((path, file) -> {
            if (path.startsWith("lib/") && path.endsWith(".jar")) {
                components.add(component(path.substring(path.lastIndexOf('/') + 1), file));
            }
        });
        try {
            return JSON.writeValueAsBytes(bom);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode component(String name, Path file) {
        ObjectNode component = JSON.createObjectNode().put("type", "library");
        Properties artifact = artifact(file, name);
        if (artifact.isEmpty()) {
            Matcher parts = NAME.matcher(name);
            boolean known = parts.matches();
            component.put("name", known ? parts.group(1) : name).put("version", known ? parts.group(2) : "");
        } else {
            String group = artifact.getProperty("groupId", "");
            String id = artifact.getProperty("artifactId", "");
            String version = artifact.getProperty("version", "");
            component.put("group", group).put("name", id).put("version", version);
            component.put("purl", "pkg:maven/%s/%s@%s".formatted(group, id, version));
        }
        component.putArray("hashes").addObject().put("alg", "SHA-256").put("content", LayerPlan.digest(file));
        return component;
    }

    /** What the jar says of itself; nothing if it holds no or several artifacts of other names. */
    private static Properties artifact(Path file, String name) {
        Properties found = new Properties();
        try (JarFile jar = new JarFile(file.toFile())) {
            Enumeration<JarEntry> entries = jar.entries();
            while (entries.hasMoreElements()) {
                JarEntry entry = entries.nextElement();
                if (entry.getName().matches("META-INF/maven/[^/]+/[^/]+/pom\\.properties")) {
                    Properties read = new Properties();
                    try (InputStream in = jar.getInputStream(entry)) {
                        read.load(in);
                    }
                    String expected =
                            read.getProperty("artifactId", "") + "-" + read.getProperty("version", "") + ".jar";
                    if (name.equals(expected) || name.endsWith("." + expected)) {
                        return read;
                    }
                }
            }
            return found;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
