package io.ostiary.browser;

/** A configuration in the keys of version 0.5.4, such as people have who come from there. */
final class OlderQuickstart {

    private static final String FILE = """
            version: v0.5.4-alpha.1
            dsn: memory
            serve:
              public: {host: 127.0.0.1, port: 4433, base_url: "http://127.0.0.1:4433/", cors: {enabled: true}}
              admin: {host: 127.0.0.1, port: 4434, base_url: "http://127.0.0.1:4434/"}
            selfservice:
              default_browser_return_url: http://127.0.0.1:4455/
              whitelisted_return_urls: ["http://127.0.0.1:4455"]
              methods: {password: {enabled: true}}
              flows:
                error: {ui_url: "http://127.0.0.1:4455/error"}
                settings: {ui_url: "http://127.0.0.1:4455/settings", privileged_session_max_age: 15m}
                recovery: {enabled: true, ui_url: "http://127.0.0.1:4455/recovery"}
                verification:
                  enabled: true
                  ui_url: http://127.0.0.1:4455/verify
                  after: {default_browser_return_url: "http://127.0.0.1:4455/"}
                logout: {after: {default_browser_return_url: "http://127.0.0.1:4455/auth/login"}}
                login: {ui_url: "http://127.0.0.1:4455/auth/login", lifespan: 10m}
                registration:
                  lifespan: 10m
                  ui_url: http://127.0.0.1:4455/auth/registration
                  after: {password: {hooks: [{hook: session}]}}
            identity: {default_schema_url: "file://identity.schema.json"}
            hashers: {argon2: {parallelism: 1, memory: 19456, iterations: 2, salt_length: 16, key_length: 16}}
            secrets: {cookie: [PLEASE-CHANGE-ME-I-AM-VERY-INSECURE]}
            courier:
              smtp:
                connection_uri: smtp://127.0.0.1:1025/?disable_starttls=true
                from_address: no-reply@example.org
              worker: {pull_wait: 200ms}
            """;

    private OlderQuickstart() {}

    /** For pages of somebody's own. */
    static String withoutPages() {
        return FILE;
    }

    /** With the suite's pages and inbox. */
    static String withPages() {
        return FILE + """
                ostiary:
                  ui: {port: 4455}
                  inbox:
                    port: 4436
                    smtp_port: 1025
                """;
    }
}
