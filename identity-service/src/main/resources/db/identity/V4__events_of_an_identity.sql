-- The events of one identity, newest first: those that wait to be published, and those that were.
DROP INDEX CONCURRENTLY IF EXISTS outbox_of_key;
CREATE INDEX CONCURRENTLY outbox_of_key ON outbox (aggregateid, created_at, id) WHERE effect_key IS NULL;
DROP INDEX CONCURRENTLY IF EXISTS outbox_published_of_key;
CREATE INDEX CONCURRENTLY outbox_published_of_key ON outbox_published (aggregateid, created_at, id);
