-- Messages to people. A message is queued, sending (a dispatcher holds it), sent or abandoned.
CREATE TABLE message (
    id            uuid PRIMARY KEY,
    type          text NOT NULL CHECK (type IN ('email', 'sms')),
    channel       text NOT NULL,
    recipient     text NOT NULL,
    template_type text NOT NULL,
    status        text NOT NULL DEFAULT 'queued' CHECK (status IN ('queued', 'sending', 'sent', 'abandoned')),
    data          bytea,                     -- what the template needs, encrypted; blank once a provider has accepted it
    send_count    integer NOT NULL DEFAULT 0,  -- attempts begun
    failures      integer NOT NULL DEFAULT 0,  -- attempts that a reachable provider turned down
    not_after     timestamptz,               -- from then on it is not worth sending
    due_at        timestamptz DEFAULT now(), -- when a dispatcher may take it: the next attempt, or the end of a lease; none when done
    lease_owner   uuid,                      -- the claim that holds it; an outcome under another claim is not written
    created_at    timestamptz NOT NULL DEFAULT now(),
    updated_at    timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);
CREATE INDEX message_due ON message (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX message_newest ON message (created_at DESC, id DESC);
CREATE INDEX message_newest_of_recipient ON message (recipient, created_at DESC, id DESC);
-- Nearly all messages are sent: for those the index of all messages serves.
CREATE INDEX message_newest_unsent ON message (status, created_at DESC, id DESC) WHERE status <> 'sent';

-- Attempts to send a message, as far as their outcome was written.
CREATE TABLE dispatch (
    id         uuid PRIMARY KEY,
    message_id uuid NOT NULL REFERENCES message (id) ON DELETE CASCADE,
    status     text NOT NULL CHECK (status IN ('success', 'failed', 'unknown')),
    error      text,
    created_at timestamptz NOT NULL
);
CREATE INDEX dispatch_of_message ON dispatch (message_id, created_at DESC);
