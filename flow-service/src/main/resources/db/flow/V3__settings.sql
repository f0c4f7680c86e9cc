-- Changes of settings that wait until their owner has signed in again; the payload is sealed.
CREATE TABLE continuity (
    id          uuid PRIMARY KEY,
    name        text        NOT NULL,
    identity_id uuid        NOT NULL,
    flow_id     uuid        NOT NULL,
    payload     text        NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX continuity_expires_at ON continuity (expires_at);

-- Changes of addresses that wait until the new address is proven; the traits are sealed.
CREATE TABLE pending_change (
    verification_flow_id uuid PRIMARY KEY,
    identity_id          uuid        NOT NULL,
    session_id           uuid        NOT NULL,
    settings_flow_id     uuid        NOT NULL,
    via                  text        NOT NULL,
    address              text        NOT NULL,
    traits_before        bytea       NOT NULL,
    traits               text        NOT NULL,
    expires_at           timestamptz NOT NULL
);
CREATE INDEX pending_change_identity ON pending_change (identity_id);
CREATE INDEX pending_change_expires_at ON pending_change (expires_at);
