DROP INDEX CONCURRENTLY IF EXISTS session_earlier_token;
CREATE UNIQUE INDEX CONCURRENTLY session_earlier_token ON session (earlier_token_sha256) WHERE earlier_token_sha256 IS NOT NULL;
