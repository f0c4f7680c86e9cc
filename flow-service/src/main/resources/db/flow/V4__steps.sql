-- What an attempt has used up; its primary key is the race. Gone with its time.
CREATE TABLE spent (
    kind       text        NOT NULL,
    key        text        NOT NULL,
    attempt_id uuid        NOT NULL,
    expires_at timestamptz NOT NULL,
    PRIMARY KEY (kind, key)
);
CREATE INDEX spent_attempt ON spent (attempt_id);
CREATE INDEX spent_expires_at ON spent (expires_at);

-- How often somebody tried a second factor within a window of time, whichever flows they used.
CREATE TABLE tries (
    subject      text        NOT NULL,
    window_start timestamptz NOT NULL,
    tries        int         NOT NULL,
    expires_at   timestamptz NOT NULL,
    PRIMARY KEY (subject, window_start)
);
CREATE INDEX tries_expires_at ON tries (expires_at);
