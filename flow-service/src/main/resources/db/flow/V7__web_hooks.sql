-- Calls of web hooks that nobody waits for, written in the transaction of what they tell. Gone once the receiver has taken them.
CREATE TABLE web_hook_delivery (
    id          uuid        PRIMARY KEY,   -- the receiver sees it, the same at each try
    hook        text        NOT NULL,      -- what operators call it
    flow        text        NOT NULL,
    moment      text        NOT NULL,      -- before or after
    method      text,
    identity_id uuid,
    payload     text        NOT NULL,      -- sealed: the hook's configuration and what its program is given
    state       text        NOT NULL CHECK (state IN ('due', 'failed')),
    attempts    int         NOT NULL DEFAULT 0,
    -- When it is tried next; while it is tried, when its lease ends. None once it was given up.
    due_at      timestamptz,
    lease       uuid,
    last_error  text,
    created_at  timestamptz NOT NULL,
    updated_at  timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX web_hook_delivery_due ON web_hook_delivery (due_at) WHERE due_at IS NOT NULL;
CREATE INDEX web_hook_delivery_failed ON web_hook_delivery (updated_at) WHERE state = 'failed';
