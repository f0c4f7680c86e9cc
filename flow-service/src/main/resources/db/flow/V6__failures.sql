-- Wrong passwords and codes, by what was guessed at and from where: an account, a network, both, or a browser that is known. What
-- it is is a keyed hash, so that nobody reads here who is guessed at. Rows are written on a failure alone.
CREATE TABLE failure (
    subject    bytea       NOT NULL,
    -- The number of the window of time; 0 where failures are counted without one.
    slot       bigint      NOT NULL,
    -- A network has several rows for each window, so that people behind one address don't wait for one row.
    bucket     smallint    NOT NULL,
    -- At whose account, so that its counts can be told and lifted together; none where only the network counts.
    account    bytea,
    failures   int         NOT NULL,
    last_at    timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (subject, slot, bucket)
);
CREATE INDEX failure_account ON failure (account) WHERE account IS NOT NULL;
CREATE INDEX failure_expires_at ON failure (expires_at);
