-- Claim numbers that were given out. Kept for ever, also when the report is erased: none is given twice.
CREATE TABLE claim_number (
    number TEXT PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- One row for each call. `body` is the report (store/codec.py); the columns are what lists sort and search
-- by, and hold nothing personal.
CREATE TABLE report (
    call_id TEXT PRIMARY KEY,
    claim_number TEXT NOT NULL UNIQUE REFERENCES claim_number (number),
    status TEXT NOT NULL,
    line TEXT NOT NULL,
    language TEXT NOT NULL,
    started_at TEXT NOT NULL, -- UTC, always as 2026-11-22T17:28:00.000000Z, so that text order is time order
    body BLOB NOT NULL
) STRICT;

CREATE INDEX report_newest_first ON report (started_at DESC, call_id);
