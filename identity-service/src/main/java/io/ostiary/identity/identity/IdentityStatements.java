package io.ostiary.identity.identity;

import io.ostiary.identity.credentials.CredentialsType;
import io.ostiary.identity.credentials.Shape;
import java.util.List;

/**
 * The SQL of identities. A whole identity travels as one JSON document with the names of {@link
 * Identity}, its credentials and its addresses. Each condition has an index.
 */
final class IdentityStatements {

    private static final String IDENTITY = """
            'id', i.id, 'version', i.version, 'schemaId', i.schema_id, 'traits', i.traits, 'state', i.state,
            'stateChangedAt', i.state_changed_at, 'metadataPublic', i.metadata_public,
            'metadataAdmin', i.metadata_admin, 'organizationId', i.organization_id,
            'externalId', i.external_id, 'createdAt', i.created_at, 'updatedAt', i.updated_at,
            'verifiableAddresses', (SELECT json_agg(json_build_object('id', v.id, 'via', v.via,
                'value', v.value, 'verified', v.verified, 'status', v.status, 'verifiedAt', v.verified_at,
                'createdAt', v.created_at, 'updatedAt', v.updated_at) ORDER BY v.id)
                FROM verifiable_address v WHERE v.identity_id = i.id),
            'recoveryAddresses', (SELECT json_agg(json_build_object('id', r.id, 'via', r.via,
                'value', r.value, 'createdAt', r.created_at, 'updatedAt', r.updated_at) ORDER BY r.id)
                FROM recovery_address r WHERE r.identity_id = i.id)
            """;

    private static final String CREDENTIALS = """
            , 'credentials', (SELECT json_agg(json_build_object('type', c.type, 'config', c.config,
                'version', c.version, 'createdAt', c.created_at, 'updatedAt', c.updated_at,
                'identifiers', (SELECT coalesce(json_agg(n.identifier), '[]') FROM credential_identifier n
                    WHERE n.identity_id = c.identity_id AND n.type = c.type)) ORDER BY c.type)
                FROM credentials c WHERE c.identity_id = i.id)
            """;

    private static final String FULL =
            "SELECT json_build_object(" + IDENTITY + CREDENTIALS + ")::text FROM identity i ";

    static final String BY_ID = FULL + "WHERE i.id = $1";

    static final String BY_EXTERNAL_ID = FULL + "WHERE i.external_id = $1";

    static final String BY_TYPE_AND_IDENTIFIER = FULL
            + "WHERE i.id = (SELECT f.identity_id FROM credential_identifier f"
            + " WHERE f.type = $1 AND f.identifier = $2)";

    static final String BY_IDENTIFIER = FULL
            + "WHERE i.id = (SELECT f.identity_id FROM credential_identifier f"
            + " WHERE f.identifier = $1 ORDER BY f.type LIMIT 1)";

    static final String BY_VERIFIABLE_ADDRESS = FULL
            + "WHERE i.id = (SELECT f.identity_id FROM verifiable_address f"
            + " WHERE f.via = $1 AND f.value = $2)";

    static final String BY_RECOVERY_ADDRESS =
            FULL + "WHERE i.id = (SELECT f.identity_id FROM recovery_address f" + " WHERE f.via = $1 AND f.value = $2)";

    /**
     * A page without credentials in plain columns, which costs half of what JSON does. {@code %s}
     * is condition, order and limit. Addresses are asked for by the page's ids: for the join alone
     * PostgreSQL would read all addresses where there are some ten thousand.
     */
    static final String LIST = """
            WITH page AS MATERIALIZED (SELECT i.* FROM identity i WHERE %s)
            SELECT p.id, p.version, p.schema_id, p.traits::text, p.state, p.state_changed_at,
                p.metadata_public::text, p.metadata_admin::text, p.organization_id, p.external_id,
                p.created_at, p.updated_at,
                v.id, v.via, v.value, v.verified, v.status, v.verified_at, v.created_at, v.updated_at,
                r.id, r.via, r.value, r.created_at, r.updated_at
            FROM page p
                LEFT JOIN verifiable_address v ON v.identity_id = p.id AND v.identity_id = ANY (ARRAY(SELECT id FROM page))
                LEFT JOIN recovery_address r ON r.identity_id = p.id AND r.identity_id = ANY (ARRAY(SELECT id FROM page))
            ORDER BY p.id, v.id, r.id
            """;

    /** A page with credentials; {@code %s} as above. */
    static final String LIST_WITH_CREDENTIALS = FULL + "WHERE %s";

    /** Provider links are compared as given, everything else normalised. */
    static String hasIdentifier() {
        return "i.id IN (SELECT f.identity_id FROM credential_identifier f WHERE f.identifier = $1 AND "
                + among(CredentialsType.words(Shape::isListed))
                + " UNION ALL SELECT f.identity_id FROM credential_identifier f WHERE f.identifier = $2 AND "
                + among(CredentialsType.words(Shape::isLinks))
                + ")";
    }

    static String hasPrefix() {
        return "i.id IN (SELECT f.identity_id FROM credential_identifier f"
                + " WHERE f.identifier >= $1 AND f.identifier < $2 AND "
                + among(CredentialsType.words(shape -> shape.isListed() || shape.isLinks()))
                + ")";
    }

    private static String among(List<String> types) {
        return "f.type IN ('" + String.join("', '", types) + "')";
    }

    static final String COUNT = """
            SELECT CASE WHEN c.n <= 100000 THEN c.n
                ELSE greatest(c.n, (SELECT reltuples::bigint FROM pg_class WHERE oid = 'identity'::regclass)) END
            FROM (SELECT count(*) AS n FROM (SELECT 1 FROM identity LIMIT 100001) few) c
            """;

    static final String CONFLICT = """
            WITH d AS (SELECT $1::text::jsonb AS j)
            SELECT x.identity_id, x.what, x.held_as FROM (
                SELECT f.identity_id, f.identifier AS what, f.type AS held_as, 1 AS rank
                FROM d, jsonb_array_elements(d.j->'credentials') e,
                    jsonb_array_elements_text(e->'identifiers') name, credential_identifier f
                WHERE f.type = e->>'type' AND f.identifier = name
                UNION ALL
                SELECT f.identity_id, f.value, f.via, 2
                FROM d, jsonb_array_elements(d.j->'verifiableAddresses') e, verifiable_address f
                WHERE f.via = e->>'via' AND f.value = e->>'value'
                UNION ALL
                SELECT f.identity_id, f.value, f.via, 3
                FROM d, jsonb_array_elements(d.j->'recoveryAddresses') e, recovery_address f
                WHERE f.via = e->>'via' AND f.value = e->>'value') x
            WHERE x.identity_id <> (SELECT (j->>'id')::uuid FROM d)
            ORDER BY x.rank, x.held_as, x.what LIMIT 1
            """;

    /**
     * One flat list for each table: lists inside of lists would make the planner expect a million
     * rows.
     */
    static final String INSERT = """
            WITH made AS (
                INSERT INTO identity (id, version, schema_id, traits, state, state_changed_at, metadata_public,
                    metadata_admin, organization_id, external_id, created_at, updated_at)
                SELECT id, version, "schemaId", traits, state, "stateChangedAt", "metadataPublic",
                    "metadataAdmin", "organizationId", "externalId", "createdAt", "updatedAt"
                FROM json_to_recordset(CAST(CAST($1 AS text) AS json)) AS x(id uuid, version bigint,
                    "schemaId" text, traits jsonb, state text, "stateChangedAt" timestamptz,
                    "metadataPublic" jsonb, "metadataAdmin" jsonb, "organizationId" uuid, "externalId" text,
                    "createdAt" timestamptz, "updatedAt" timestamptz)
                RETURNING 1
            ), c AS (
                INSERT INTO credentials (identity_id, type, config, version, created_at, updated_at)
                SELECT owner, type, config, version, "createdAt", "updatedAt"
                FROM json_to_recordset(CAST(CAST($2 AS text) AS json)) AS x(owner uuid, type text,
                    config jsonb, version integer, "createdAt" timestamptz, "updatedAt" timestamptz)
            ), n AS (
                INSERT INTO credential_identifier (type, identifier, identity_id)
                SELECT type, identifier, owner
                FROM json_to_recordset(CAST(CAST($3 AS text) AS json)) AS x(owner uuid, type text,
                    identifier text)
            ), v AS (
                INSERT INTO verifiable_address (id, identity_id, via, value, verified, status, verified_at,
                    created_at, updated_at)
                SELECT id, owner, via, value, verified, status, "verifiedAt", "createdAt", "updatedAt"
                FROM json_to_recordset(CAST(CAST($4 AS text) AS json)) AS x(owner uuid, id uuid, via text,
                    value text, verified boolean, status text, "verifiedAt" timestamptz,
                    "createdAt" timestamptz, "updatedAt" timestamptz)
            ), r AS (
                INSERT INTO recovery_address (id, identity_id, via, value, created_at, updated_at)
                SELECT id, owner, via, value, "createdAt", "updatedAt"
                FROM json_to_recordset(CAST(CAST($5 AS text) AS json)) AS x(owner uuid, id uuid, via text,
                    value text, "createdAt" timestamptz, "updatedAt" timestamptz)
            )
            SELECT count(*) FROM made
            """;

    /**
     * Every part hangs on the first one, which writes only if nobody else has written since; notes on
     * credentials leave the identity's version, so their time is compared too.
     */
    static final String UPDATE = """
            WITH d AS MATERIALIZED (
                SELECT CAST(x.j->>'id' AS uuid) AS id, x.j
                FROM (SELECT CAST(CAST($1 AS text) AS jsonb) AS j) x
            ), u AS (
                UPDATE identity i SET version = CAST(j->>'version' AS bigint), schema_id = j->>'schemaId',
                    traits = j->'traits', state = j->>'state',
                    state_changed_at = CAST(j->>'stateChangedAt' AS timestamptz),
                    metadata_public = nullif(j->'metadataPublic', CAST('null' AS jsonb)),
                    metadata_admin = nullif(j->'metadataAdmin', CAST('null' AS jsonb)),
                    organization_id = CAST(j->>'organizationId' AS uuid), external_id = j->>'externalId',
                    updated_at = CAST(j->>'updatedAt' AS timestamptz)
                FROM d WHERE i.id = d.id AND i.version = $2 AND NOT EXISTS (
                    SELECT 1 FROM jsonb_array_elements(j->'setTypes') e JOIN credentials c
                        ON c.identity_id = d.id AND c.type = e->>'type'
                    WHERE c.updated_at <> CAST(e->>'seenAt' AS timestamptz))
                RETURNING d.id, d.j
            ), gn AS (
                DELETE FROM credential_identifier f USING u, jsonb_array_elements(j->'goneIdentifiers') e
                WHERE f.identity_id = u.id AND f.type = e->>'type' AND f.identifier = e->>'identifier'
            ), gc AS (
                DELETE FROM credentials f USING u, jsonb_array_elements_text(j->'goneTypes') e
                WHERE f.identity_id = u.id AND f.type = e
            ), sc AS (
                INSERT INTO credentials AS f (identity_id, type, config, version, created_at, updated_at)
                SELECT u.id, e->>'type', e->'config', CAST(e->>'version' AS integer),
                    CAST(e->>'createdAt' AS timestamptz), CAST(e->>'updatedAt' AS timestamptz)
                FROM u, jsonb_array_elements(j->'setTypes') e
                ON CONFLICT (identity_id, type) DO UPDATE SET config = excluded.config,
                    version = excluded.version, updated_at = excluded.updated_at
            ), nn AS (
                INSERT INTO credential_identifier (type, identifier, identity_id)
                SELECT e->>'type', e->>'identifier', u.id FROM u, jsonb_array_elements(j->'newIdentifiers') e
            ), gv AS (
                DELETE FROM verifiable_address f USING u, jsonb_array_elements_text(j->'goneverifiableAddresses') e
                WHERE f.identity_id = u.id AND f.id = CAST(e AS uuid)
            ), sv AS (
                INSERT INTO verifiable_address AS f (id, identity_id, via, value, verified, status, verified_at,
                    created_at, updated_at)
                SELECT CAST(e->>'id' AS uuid), u.id, e->>'via', e->>'value', CAST(e->>'verified' AS boolean),
                    e->>'status', CAST(e->>'verifiedAt' AS timestamptz), CAST(e->>'createdAt' AS timestamptz),
                    CAST(e->>'updatedAt' AS timestamptz)
                FROM u, jsonb_array_elements(j->'setverifiableAddresses') e
                ON CONFLICT (id) DO UPDATE SET verified = excluded.verified, status = excluded.status,
                    verified_at = excluded.verified_at, updated_at = excluded.updated_at
            ), gr AS (
                DELETE FROM recovery_address f USING u, jsonb_array_elements_text(j->'gonerecoveryAddresses') e
                WHERE f.identity_id = u.id AND f.id = CAST(e AS uuid)
            ), sr AS (
                INSERT INTO recovery_address (id, identity_id, via, value, created_at, updated_at)
                SELECT CAST(e->>'id' AS uuid), u.id, e->>'via', e->>'value',
                    CAST(e->>'createdAt' AS timestamptz), CAST(e->>'updatedAt' AS timestamptz)
                FROM u, jsonb_array_elements(j->'setrecoveryAddresses') e
            )
            SELECT count(*) FROM u
            """;

    static final String REPLACE_HASH = """
            UPDATE credentials SET config = jsonb_build_object('hashed_password', $3::text), updated_at = now()
            WHERE identity_id = $1 AND type = 'password' AND config->>'hashed_password' = $2
            """;

    static final String KEEP_MIGRATED_HASH = """
            UPDATE credentials SET config = jsonb_build_object('hashed_password', $2::text), updated_at = now()
            WHERE identity_id = $1 AND type = 'password' AND config->>'use_password_migration_hook' = 'true'
            """;

    static final String DELETE = """
            WITH gone AS (DELETE FROM identity WHERE id = CAST($1 AS uuid) RETURNING id, version),
            kept AS (INSERT INTO deleted_identity (identity_id, deleted_at) SELECT id, now() FROM gone)
            SELECT version FROM gone
            """;

    private IdentityStatements() {}
}
