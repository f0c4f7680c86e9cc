-- Who was deleted, until the counters of the identity's events go.
CREATE TABLE deleted_identity (
    identity_id uuid PRIMARY KEY,
    deleted_at  timestamptz NOT NULL
);
CREATE INDEX deleted_identity_age ON deleted_identity (deleted_at);
