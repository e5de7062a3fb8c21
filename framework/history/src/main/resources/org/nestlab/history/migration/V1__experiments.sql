-- One schema for SQLite and PostgreSQL. Columns are for finding; what is given back is in the documents (JSON, ASCII alone),
-- but for the pairs, which are rows.

CREATE TABLE fingerprint (
    content  TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the document: runs on one machine share the row
    identity TEXT NOT NULL,             -- equal where evidence may be put together
    document TEXT NOT NULL
);

CREATE TABLE experiment (
    id          TEXT NOT NULL PRIMARY KEY,
    run         TEXT NOT NULL,
    started_s   BIGINT NOT NULL,        -- seconds since 1970, and the nanoseconds within
    started_ns  INTEGER NOT NULL,
    test        TEXT NOT NULL,
    lab         TEXT NOT NULL,
    tier        TEXT NOT NULL,
    levels      TEXT NOT NULL,          -- as L2/L1
    identity    TEXT NOT NULL,          -- the fingerprint's
    metrics     INTEGER NOT NULL,
    verdicts    TEXT NOT NULL,          -- as 3 within, 1 inconclusive
    fingerprint TEXT NOT NULL REFERENCES fingerprint (content),
    document    TEXT NOT NULL
);
CREATE INDEX experiment_started ON experiment (started_s, started_ns);

CREATE TABLE comparison (
    experiment TEXT NOT NULL REFERENCES experiment (id),
    place      INTEGER NOT NULL,        -- in the experiment, from 0
    metric     TEXT NOT NULL,
    levels     TEXT NOT NULL,
    started_s  BIGINT NOT NULL,
    started_ns INTEGER NOT NULL,
    evidence   TEXT NOT NULL,           -- equal where evidence may be put together
    verdict    TEXT,                    -- within, exceeded, inconclusive, invalid; NULL where it is not judged
    document   TEXT NOT NULL,
    PRIMARY KEY (experiment, place)
);
CREATE INDEX comparison_metric ON comparison (metric, levels, started_s, started_ns);
CREATE INDEX comparison_evidence ON comparison (evidence, started_s, started_ns);

CREATE TABLE pair (
    experiment       TEXT NOT NULL,
    comparison       INTEGER NOT NULL,
    carried          BOOLEAN NOT NULL,  -- of an earlier experiment
    place            INTEGER NOT NULL,  -- among the carried ones or the own ones, from 0
    number           INTEGER NOT NULL,  -- in the experiment that measured it, from 1
    at_s             BIGINT NOT NULL,
    at_ns            INTEGER NOT NULL,
    subject_first    BOOLEAN NOT NULL,  -- how the coin fell
    subject          DOUBLE PRECISION NOT NULL,
    reference        DOUBLE PRECISION NOT NULL,
    subject_counts   TEXT NOT NULL,     -- JSON, as {"exits":1.5}
    reference_counts TEXT NOT NULL,
    PRIMARY KEY (experiment, comparison, carried, place),
    FOREIGN KEY (experiment, comparison) REFERENCES comparison (experiment, place)
);
