package io.ostiary.ui.web;

import io.ostiary.config.Address;
import io.ostiary.config.Configuration;
import io.ostiary.config.ConfigurationException;
import io.ostiary.ui.text.Language;
import java.net.IDN;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What the configuration says to the pages.
 *
 * @param api the public API
 * @param origin scheme, host and port of these pages
 * @param paths where the page of each flow is
 * @param offered flows that are switched on
 * @param returnsHere whether flows may lead back to these pages
 * @param formTargets values of the directive {@code form-action}; empty when they can't all be known
 * @param inboxUrl the development inbox, when there is one
 * @param brand name, logo and links
 */
public record UiSettings(
        Api api,
        String origin,
        Map<FlowKind, String> paths,
        Set<FlowKind> offered,
        boolean returnsHere,
        List<String> formTargets,
        Optional<String> inboxUrl,
        Brand brand) {

    private static final String UI = "ostiary.ui.";
    private static final String MIN_PASSWORD_LENGTH = "selfservice.methods.password.config.min_password_length";

    public UiSettings {
        paths = Map.copyOf(paths);
        offered = Set.copyOf(offered);
        formTargets = List.copyOf(formTargets);
    }

    /**
     * The public API.
     *
     * @param url as browsers reach it, without a slash at its end
     * @param older whether it speaks version 0.5 of the contract
     * @param minPasswordLength fewest characters of a password that it takes
     */
    public record Api(String url, boolean older, int minPasswordLength) {}

    /**
     * How the pages present themselves.
     *
     * @param name what runs here
     * @param language spoken to those who ask for none that there is
     * @param css a file of tokens and rules served after the pages' own
     * @param logo a file shown instead of the name
     * @param texts folder with the operator's own texts
     * @param links addresses of support, terms and privacy, by these names
     */
    public record Brand(
            String name,
            Language language,
            Optional<Path> css,
            Optional<Path> logo,
            Optional<Path> texts,
            Map<String, String> links) {

        /** Name by which the operator's style is served. */
        public static final String STYLE = "theme.css";

        public Brand {
            links = Map.copyOf(links);
        }

        /** Name by which the operator's logo is served; of no file when there is none. */
        public String logoName() {
            return "logo"
                    + logo.map(file -> file.getFileName().toString())
                            .map(name -> name.substring(name.lastIndexOf('.')))
                            .orElse("");
        }
    }

    /**
     * Reads the settings.
     *
     * @param folder where relative names of files start
     * @throws ConfigurationException when a file that a key names isn't there
     */
    public static UiSettings of(Configuration configuration, Path folder) {
        String publicUrl = withoutSlash(configuration.text("serve.public.base_url"));
        Map<FlowKind, String> paths = new EnumMap<>(FlowKind.class);
        for (FlowKind kind : FlowKind.values()) {
            paths.put(kind, path(configuration, kind));
        }
        String origin = origin(pageUrl(configuration, FlowKind.LOGIN));
        boolean older = configuration
                .optionalText("ostiary.compatibility")
                .filter("v0.5"::equals)
                .isPresent();
        return new UiSettings(
                new Api(publicUrl, older, configuration.integer(MIN_PASSWORD_LENGTH)),
                origin,
                paths,
                offered(configuration),
                configuration.list("selfservice.allowed_return_urls").stream()
                        .anyMatch(each -> withoutSlash(each).equals(origin)),
                new FormTargets(configuration, publicUrl).origins(),
                inboxUrl(configuration),
                brand(configuration, folder));
    }

    /** The public API as browsers reach it, without a slash at its end. */
    public String publicUrl() {
        return api.url();
    }

    /** Whether the API lists somebody's sessions; version 0.5 of the contract does not. */
    public boolean listsSessions() {
        return !api.older();
    }

    /** Address of the page of a flow on this server. */
    public String path(FlowKind kind) {
        return Objects.requireNonNull(paths.get(kind));
    }

    public boolean offers(FlowKind kind) {
        return offered.contains(kind);
    }

    /** Address that begins a flow in a browser, at the public API. */
    public String begin(FlowKind kind) {
        return publicUrl() + "/self-service/" + kind.word() + "/browser";
    }

    static String withoutSlash(String url) {
        return url.replaceFirst("/+$", "");
    }

    /** The origin as headers carry it, with the host as DNS has it; empty when the address has none. */
    static String origin(String url) {
        return Address.parse(url)
                .map(each ->
                        each.scheme() + "://" + IDN.toASCII(each.host()) + (each.port() < 0 ? "" : ":" + each.port()))
                .orElse("");
    }

    private static String pageUrl(Configuration configuration, FlowKind kind) {
        return configuration.text("selfservice.flows." + kind.word() + ".ui_url");
    }

    private static String path(Configuration configuration, FlowKind kind) {
        String path =
                Address.parse(pageUrl(configuration, kind)).map(Address::path).orElse("");
        return path.length() > 1 ? withoutSlash(path) : "/" + kind.word();
    }

    private static Set<FlowKind> offered(Configuration configuration) {
        Set<FlowKind> offered = EnumSet.of(FlowKind.LOGIN, FlowKind.SETTINGS);
        for (FlowKind kind : List.of(FlowKind.REGISTRATION, FlowKind.VERIFICATION, FlowKind.RECOVERY)) {
            if (configuration
                    .optionalBool("selfservice.flows." + kind.word() + ".enabled")
                    .orElse(kind == FlowKind.REGISTRATION)) {
                offered.add(kind);
            }
        }
        return offered;
    }

    private static Optional<String> inboxUrl(Configuration configuration) {
        String host = configuration.optionalText("ostiary.inbox.host").orElse("127.0.0.1");
        return configuration
                .optionalInteger("ostiary.inbox.port")
                .filter(port -> configuration.isDevelopment())
                .map(port -> "http://" + host + ":" + port + "/");
    }

    private static Brand brand(Configuration configuration, Path folder) {
        Map<String, String> links = new LinkedHashMap<>();
        for (String link : List.of("support", "terms", "privacy")) {
            configuration.optionalText(UI + link + "_url").ifPresent(url -> links.put(link, url));
        }
        return new Brand(
                configuration.optionalText(UI + "name").orElse("Ostiary"),
                configuration
                        .optionalText(UI + "language")
                        .flatMap(Language::of)
                        .orElse(Language.EN),
                file(configuration, folder, "css"),
                file(configuration, folder, "logo"),
                configuration.optionalText(UI + "texts").map(folder::resolve),
                links);
    }

    private static Optional<Path> file(Configuration configuration, Path folder, String key) {
        Optional<Path> file = configuration.optionalText(UI + key).map(folder::resolve);
        if (file.isPresent() && !Files.isReadable(file.get())) {
            throw new ConfigurationException(UI + key, "names a file that can't be read");
        }
        return file;
    }
}
