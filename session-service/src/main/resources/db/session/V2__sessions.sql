-- What session-service knows of an identity: one row each, kept as a tombstone after the identity's deletion so that a late
-- arrival can't bring it back. Issuing a session locks this row.
CREATE TABLE identity_snapshot (
    identity_id   uuid PRIMARY KEY,
    version       bigint NOT NULL,             -- of the identity; lower ones that arrive are ignored
    state         text NOT NULL,               -- active or inactive
    available_aal text NOT NULL,               -- the highest level that its credentials reach: aal1 or aal2
    body          json NOT NULL,               -- the identity as the contract shows it
    deleted       boolean NOT NULL DEFAULT false,
    updated_at    timestamptz NOT NULL
) WITH (fillfactor = 85);
CREATE INDEX identity_snapshot_tombstones ON identity_snapshot (updated_at) WHERE deleted;

CREATE TABLE session (
    id                     uuid PRIMARY KEY,
    identity_id            uuid NOT NULL,
    token_sha256           bytea NOT NULL UNIQUE,
    active                 boolean NOT NULL DEFAULT true,
    aal                    text NOT NULL,
    authentication_methods jsonb NOT NULL,     -- in order; each entry also names its attempt
    authenticated_at       timestamptz NOT NULL,
    issued_at              timestamptz NOT NULL,
    expires_at             timestamptz NOT NULL,
    extended               boolean NOT NULL DEFAULT false, -- its end was moved, so the browser's cookie must follow
    attempt_id             uuid NOT NULL UNIQUE            -- the submission that opened it
);
CREATE INDEX session_of_identity ON session (identity_id, issued_at DESC, id);
CREATE INDEX session_newest ON session (issued_at DESC, id);
CREATE INDEX session_ended ON session (issued_at DESC, id) WHERE NOT active;
CREATE INDEX session_expiry ON session (expires_at);

CREATE TABLE session_device (
    id         uuid PRIMARY KEY,
    session_id uuid NOT NULL REFERENCES session ON DELETE CASCADE,
    ip_address text,
    user_agent text,
    location   text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX session_device_session ON session_device (session_id);

-- What makes a remembered answer of whoami wrong, written by the transaction that makes it so. Each replica reads what is new
-- since its last look: the rows of transactions that were not yet finished then (xid >= xmin of its snapshot).
CREATE TABLE invalidation (
    xid         xid8 NOT NULL DEFAULT pg_current_xact_id(),
    session_id  uuid,
    identity_id uuid,
    at          timestamptz NOT NULL DEFAULT now(),
    CHECK (session_id IS NOT NULL OR identity_id IS NOT NULL)
);
CREATE INDEX invalidation_xid ON invalidation (xid);
CREATE INDEX invalidation_at ON invalidation (at);
