-- What a service has decided and others must still learn. Written in the transaction of the decision, emptied by the relay,
-- so that it stays small. Columns id, aggregatetype, aggregateid, type and payload are those of Debezium's outbox event router.
CREATE TABLE outbox (
    position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id            uuid NOT NULL UNIQUE,
    aggregatetype text NOT NULL,             -- the topic, or the service that carries out an effect
    aggregateid   text NOT NULL,             -- the key that order is kept by
    type          text NOT NULL,             -- event or effect type
    payload       text NOT NULL,             -- an event: the whole envelope; an effect: what it needs; both JSON
    destination   text NOT NULL,             -- kafka:<topic> or internal:<service>
    effect_key    text,                      -- an effect's idempotency key; events have none
    bucket        smallint NOT NULL CHECK (bucket BETWEEN 0 AND 63),
    created_at    timestamptz NOT NULL,
    deliver_after timestamptz NOT NULL,      -- the relay leaves an effect alone until then
    attempts      integer NOT NULL DEFAULT 0
);
CREATE INDEX outbox_due_effects ON outbox (deliver_after) WHERE effect_key IS NOT NULL;

-- Published events, kept for the retention time so that a range can be sent again. Delivered effects are deleted at once.
CREATE TABLE outbox_published (
    position      bigint PRIMARY KEY,
    id            uuid NOT NULL,
    aggregateid   text NOT NULL,
    type          text NOT NULL,
    payload       text NOT NULL,
    destination   text NOT NULL,
    created_at    timestamptz NOT NULL,
    published_at  timestamptz NOT NULL
);

-- How many events each key of a stream has had. The row's lock makes the order of commits the order of positions.
CREATE TABLE outbox_sequence (
    stream text NOT NULL,
    key    text NOT NULL,
    epoch  bigint NOT NULL,
    n      bigint NOT NULL,
    PRIMARY KEY (stream, key)
) WITH (fillfactor = 80);

-- Raised by hand after a restore from a backup: the sequences then begin again in a new epoch.
CREATE TABLE outbox_epoch (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    epoch    bigint NOT NULL
);
INSERT INTO outbox_epoch (epoch) VALUES (1);

-- Effects that this service has carried out: a second delivery gets the first one's result.
CREATE TABLE effect_receipt (
    effect_key  text PRIMARY KEY,
    type        text NOT NULL,
    result      text,                        -- JSON
    received_at timestamptz NOT NULL
);
CREATE INDEX effect_receipt_age ON effect_receipt (received_at);
