package io.ostiary.cli.database;

import java.util.Locale;

/** The schemas of a database, one for each service that owns data. */
public enum ServiceSchema {
    IDENTITY,
    SESSION,
    FLOW,
    COURIER;

    /** Name of the schema, and of the folder of its migrations below {@code db/}. */
    public String schemaName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Name of the role that owns it, where roles are used. */
    public String role() {
        return "ostiary_" + schemaName();
    }

    /** Name of the service that owns it. */
    public String service() {
        return schemaName() + "-service";
    }

    /** Key of the configuration that gives this schema a database of its own. */
    public String dsnKey() {
        return "ostiary.database." + schemaName() + ".dsn";
    }
}
