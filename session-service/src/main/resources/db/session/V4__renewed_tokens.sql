-- The token that a session had before its owner signed in again in a browser: requests that were under way keep it for some
-- seconds. Rows of earlier versions have none.
ALTER TABLE session ADD COLUMN earlier_token_sha256 bytea;
ALTER TABLE session ADD COLUMN earlier_token_until timestamptz;
