-- A person's record. The version is raised by each change that others can see; a lower one is older.
CREATE TABLE identity (
    id               uuid PRIMARY KEY,
    version          bigint NOT NULL,
    schema_id        text NOT NULL,
    traits           jsonb NOT NULL,
    state            text NOT NULL CHECK (state IN ('active', 'inactive')),
    state_changed_at timestamptz NOT NULL,
    metadata_public  jsonb,
    metadata_admin   jsonb,
    external_id      text COLLATE "C" CONSTRAINT identity_external_id UNIQUE,
    organization_id  uuid,
    created_at       timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL
);
CREATE INDEX identity_organization ON identity (organization_id, id) WHERE organization_id IS NOT NULL;

-- What proves an identity, one row for each credentials type that it has.
CREATE TABLE credentials (
    identity_id uuid NOT NULL REFERENCES identity ON DELETE CASCADE,
    type        text NOT NULL,
    config      jsonb NOT NULL,              -- the layout depends on type and version
    version     integer NOT NULL,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    PRIMARY KEY (identity_id, type)
);

-- What finds an identity by credentials of a type. Normalised; compared byte by byte, so that a prefix can be searched.
CREATE TABLE credential_identifier (
    type        text NOT NULL,
    identifier  text COLLATE "C" NOT NULL,
    identity_id uuid NOT NULL,
    CONSTRAINT credential_identifier_taken PRIMARY KEY (type, identifier),
    FOREIGN KEY (identity_id, type) REFERENCES credentials ON DELETE CASCADE
);
CREATE INDEX credential_identifier_owner ON credential_identifier (identity_id, type);
CREATE INDEX credential_identifier_search ON credential_identifier (identifier);

CREATE TABLE verifiable_address (
    id          uuid PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity ON DELETE CASCADE,
    via         text NOT NULL CHECK (via IN ('email', 'sms')),
    value       text COLLATE "C" NOT NULL,   -- normalised
    verified    boolean NOT NULL,
    status      text NOT NULL CHECK (status IN ('pending', 'sent', 'completed')),
    verified_at timestamptz,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT verifiable_address_taken UNIQUE (via, value)
);
CREATE INDEX verifiable_address_owner ON verifiable_address (identity_id);

CREATE TABLE recovery_address (
    id          uuid PRIMARY KEY,
    identity_id uuid NOT NULL REFERENCES identity ON DELETE CASCADE,
    via         text NOT NULL CHECK (via IN ('email', 'sms')),
    value       text COLLATE "C" NOT NULL,   -- normalised
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL,
    CONSTRAINT recovery_address_taken UNIQUE (via, value)
);
CREATE INDEX recovery_address_owner ON recovery_address (identity_id);

-- Submissions that registered somebody: repeating one gives the first result. Removed after a day.
CREATE TABLE registration_attempt (
    attempt_id  uuid CONSTRAINT registration_attempt_known PRIMARY KEY,
    identity_id uuid NOT NULL,
    effects     text NOT NULL,               -- JSON: what was to be done for the new identity
    created_at  timestamptz NOT NULL
);
CREATE INDEX registration_attempt_age ON registration_attempt (created_at);
