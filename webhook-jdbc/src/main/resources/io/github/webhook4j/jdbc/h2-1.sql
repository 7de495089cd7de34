-- Webhook4j's inbox in H2 2.2.220 and later, version 1. Times are milliseconds since 1970, by the database's clock.

CREATE TABLE IF NOT EXISTS webhook_event (
    seq          BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_hash   VARBINARY(32) NOT NULL UNIQUE,  -- SHA-256 of endpoint and key
    endpoint     VARCHAR(255)  NOT NULL,
    event_key    VARCHAR(512)  NOT NULL,
    event_id     VARCHAR(512)  NOT NULL,
    event_type   VARCHAR(512)  NOT NULL,
    state        VARCHAR(8)    NOT NULL,         -- WAITING, RUNNING, DONE, DEAD; CLAIMED while it is handled within its request
    home         SMALLINT      NOT NULL,         -- the lane that it is handled in: -1, or one of 64 that keep an order
    lane         SMALLINT      NOT NULL,         -- home; 64 running if home is -1, -2 claimed, -3 ended with its body, -4 ended without
    due_at       BIGINT        NOT NULL,         -- when it runs, its lease or claim ends, its body or the whole row is purged
    fence        BIGINT        NOT NULL,         -- counts leases and claims
    attempts     INT           NOT NULL,
    runs         INT           NOT NULL,         -- 1, and one more for each replay
    handled_by   VARCHAR(1000000),               -- handlers that have returned, one a line
    gave_up      VARCHAR(1000000),               -- handlers that have given up, one a line
    failure      VARCHAR(2000),                  -- of the last attempt
    node         VARCHAR(64),                    -- that has the lease
    order_key    VARBINARY(32),                  -- SHA-256 of endpoint and what is handled in order
    occurred_at  BIGINT,
    received_at  BIGINT        NOT NULL,         -- by the clock of the node that received it
    kept_at      BIGINT        NOT NULL,
    changed_at   BIGINT        NOT NULL,
    secret_index INT           NOT NULL,
    headers      VARCHAR(1000000),
    body         BLOB
);

CREATE INDEX IF NOT EXISTS webhook_event_due ON webhook_event (lane, due_at);

-- One row for each of the 64 lanes that keep an order.
CREATE TABLE IF NOT EXISTS webhook_lane (
    lane         SMALLINT PRIMARY KEY,
    epoch        BIGINT NOT NULL,                -- counts leases
    node         VARCHAR(64),
    leased_until BIGINT NOT NULL
);

MERGE INTO webhook_lane (lane, epoch, leased_until)
    SELECT lane.x, COALESCE(known.epoch, 0), COALESCE(known.leased_until, 0)
    FROM SYSTEM_RANGE(0, 63) AS lane LEFT JOIN webhook_lane AS known ON known.lane = lane.x;

CREATE TABLE IF NOT EXISTS webhook_schema (
    version       INT PRIMARY KEY,
    readable_from INT NOT NULL                   -- the oldest version whose code works with this schema
);

MERGE INTO webhook_schema (version, readable_from) VALUES (1, 1);
