-- One row for each self-service flow, of whichever kind.
CREATE TABLE flow (
    id            uuid PRIMARY KEY,
    kind          text        NOT NULL,
    type          text        NOT NULL,
    state         text        NOT NULL,
    active        text,
    version       bigint      NOT NULL DEFAULT 0,
    requested_aal text,
    refresh       boolean     NOT NULL DEFAULT false,
    identity_id   uuid,
    request_url   text        NOT NULL,
    return_to     text,
    csrf_token    text,
    issued_at     timestamptz NOT NULL,
    expires_at    timestamptz NOT NULL,
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL,
    ui            text        NOT NULL,
    context       text        NOT NULL
);
CREATE INDEX flow_expires_at ON flow (expires_at);

-- One row for each submission that decided something; its id is the idempotency key of the calls made for it.
CREATE TABLE attempt (
    id         uuid PRIMARY KEY,
    flow_id    uuid        NOT NULL,
    method     text        NOT NULL,
    outcome    text        NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX attempt_created_at ON attempt (created_at);

-- One-time codes and links. Only a keyed hash of the secret is stored. A secret is claimed by one conditional UPDATE.
CREATE TABLE one_time_secret (
    id          uuid PRIMARY KEY,
    flow_id     uuid,
    purpose     text        NOT NULL,
    secret_hmac bytea       NOT NULL,
    identity_id uuid,
    via         text,
    address     text,
    created_at  timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL,
    claimed_by  uuid,
    claimed_at  timestamptz
);
CREATE INDEX one_time_secret_flow ON one_time_secret (flow_id, purpose);
CREATE INDEX one_time_secret_hmac ON one_time_secret (secret_hmac);
CREATE INDEX one_time_secret_expires_at ON one_time_secret (expires_at);

-- How often codes were tried in a flow.
CREATE TABLE code_tries (
    flow_id    uuid PRIMARY KEY,
    tries      int         NOT NULL,
    expires_at timestamptz NOT NULL
);
CREATE INDEX code_tries_expires_at ON code_tries (expires_at);

-- Errors shown to people by the page behind selfservice.flows.error.ui_url.
CREATE TABLE user_error (
    id         uuid PRIMARY KEY,
    error      text        NOT NULL,
    created_at timestamptz NOT NULL,
    updated_at timestamptz NOT NULL
);
CREATE INDEX user_error_created_at ON user_error (created_at);

-- Two halves of a code that a native app exchanges for its session token.
CREATE TABLE session_exchange (
    flow_id        uuid PRIMARY KEY,
    init_code      bytea       NOT NULL UNIQUE,
    return_to_code bytea       NOT NULL,
    session_id     uuid,
    sealed_token   text,
    expires_at     timestamptz NOT NULL
);
CREATE INDEX session_exchange_expires_at ON session_exchange (expires_at);
