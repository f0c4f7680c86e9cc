-- Flows in a partition a day, by the time in their ids (UUIDv7), so that a day's flows go by dropping a table (docs/adr/0017).
-- The table of version 0.1.0 becomes the default partition: it keeps what it has, gets what has an id of another version or of a
-- day without a partition, and is cleaned row by row as before.
CREATE TABLE flow_by_day (LIKE flow INCLUDING ALL) PARTITION BY RANGE (id);
ALTER TABLE flow RENAME TO flow_default;
ALTER TABLE flow_by_day RENAME TO flow;
ALTER TABLE flow ATTACH PARTITION flow_default DEFAULT;

-- The days that have a partition, flow_<yyyymmdd>, in UTC.
CREATE TABLE flow_day (
    day date PRIMARY KEY
);

-- The lowest UUIDv7 of a moment.
CREATE FUNCTION flow_id_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT rpad(lpad(to_hex(floor(extract(epoch FROM at) * 1000)::bigint), 12, '0'), 32, '0')::uuid
$$;

-- Makes the partition of a day; rows that came before it move into it.
CREATE FUNCTION make_flow_day(new_day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    partition text := 'flow_' || to_char(new_day, 'YYYYMMDD');
    low uuid := flow_id_floor(new_day::timestamp AT TIME ZONE 'UTC');
    high uuid := flow_id_floor((new_day + 1)::timestamp AT TIME ZONE 'UTC');
BEGIN
    EXECUTE format('CREATE TABLE %I (LIKE flow INCLUDING ALL)', partition);
    EXECUTE format('WITH moved AS (DELETE FROM flow_default WHERE id >= %L AND id < %L RETURNING *)'
        ' INSERT INTO %I SELECT * FROM moved', low, high, partition);
    EXECUTE format('ALTER TABLE flow ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', partition, low, high);
    INSERT INTO flow_day (day) VALUES (new_day);
END
$$;

-- Makes the partitions of today and the seven days after it where they are missing; else drops those of days whose flows had all
-- ended at that time, and returns these days. Not both in one transaction: each takes its locks in an order that suits the
-- services. One at a time does it.
CREATE FUNCTION keep_flow_days(ended timestamptz) RETURNS SETOF date LANGUAGE plpgsql AS $$
DECLARE
    today date := (greatest(ended, now()) AT TIME ZONE 'UTC')::date;
    missing date[];
    each date;
    still_open boolean;
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext(current_schema() || '.flow_day')) THEN
        RETURN;
    END IF;
    missing := ARRAY(SELECT today + n FROM generate_series(0, 7) AS n EXCEPT SELECT day FROM flow_day);
    IF missing <> '{}' THEN
        FOREACH each IN ARRAY missing LOOP
            PERFORM make_flow_day(each);
        END LOOP;
        RETURN;
    END IF;
    FOR each IN SELECT day FROM flow_day WHERE day < (ended AT TIME ZONE 'UTC')::date ORDER BY day LOOP
        EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE expires_at >= %L)', 'flow_' || to_char(each, 'YYYYMMDD'), ended)
            INTO still_open;
        IF NOT still_open THEN
            LOCK TABLE flow IN ACCESS EXCLUSIVE MODE;
            EXECUTE format('DROP TABLE %I', 'flow_' || to_char(each, 'YYYYMMDD'));
            RETURN NEXT each;
        END IF;
    END LOOP;
END
$$;

SELECT keep_flow_days(now() - interval '1 day');
