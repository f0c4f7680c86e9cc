-- What a service has decided and others must learn. Written in the transaction of the decision, emptied by the relay.
-- Columns id, aggregatetype, aggregateid, type and payload are those of Debezium's outbox event router.
CREATE TABLE outbox (
    position      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id            uuid NOT NULL UNIQUE,
    aggregatetype text NOT NULL,             -- the topic, or the service that carries out an effect
    aggregateid   text NOT NULL,             -- the key that order is kept by
    type          text NOT NULL,             -- event or effect type
    payload       text NOT NULL,             -- an event: the whole envelope; an effect: what it needs; both JSON
    destination   text NOT NULL,             -- kafka:<topic> or internal:<service>
    effect_key    text,                      -- an effect's idempotency key
    bucket        smallint NOT NULL CHECK (bucket BETWEEN 0 AND 63),
    created_at    timestamptz NOT NULL,
    deliver_after timestamptz NOT NULL,      -- the relay leaves the row alone until then
    attempts      integer NOT NULL DEFAULT 0,
    published_at  timestamptz
);

-- Effects are deleted once delivered; published events stay for the retention time.
CREATE INDEX outbox_unpublished ON outbox (bucket, position)
    WHERE published_at IS NULL AND effect_key IS NULL;
CREATE INDEX outbox_undelivered ON outbox (deliver_after)
    WHERE effect_key IS NOT NULL;

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
