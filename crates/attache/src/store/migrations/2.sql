-- A run that is reading captures. Its lock file lies beside the ledger and is called LEDGER-run-ID: it is held as long as the run lives,
-- and removed when the run ends by itself.
CREATE TABLE runs (
    id TEXT PRIMARY KEY
) STRICT;

-- A capture that a run is reading at this moment; or one that a run died on, which no later run reads until its bytes or the reader change.
CREATE TABLE begun (
    path   TEXT NOT NULL,               -- as the user named it
    run    TEXT NOT NULL,               -- '' of a run that died
    sha256 TEXT NOT NULL,               -- of the bytes
    reader TEXT NOT NULL,               -- the reader that was reading it
    PRIMARY KEY (path, run)
) STRICT;
