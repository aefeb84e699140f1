-- A page as it was captured, kept once however many names it has.
CREATE TABLE pages (
    sha256 TEXT PRIMARY KEY,            -- of the bytes, in hex digits
    bytes  INTEGER NOT NULL,            -- how many
    packed BLOB NOT NULL                -- the bytes, as a zlib stream
) STRICT;

-- A capture and what came of reading it.
CREATE TABLE captures (
    id        INTEGER PRIMARY KEY,
    path      TEXT NOT NULL UNIQUE,     -- as the user named it
    sha256    TEXT NOT NULL REFERENCES pages (sha256),
    kind      TEXT NOT NULL,            -- html, text or article
    url       TEXT,                     -- this and the next three: known from outside the page
    outlet    TEXT,
    published TEXT,
    captured  TEXT,
    reader    TEXT NOT NULL,            -- the reader that read it: version and fingerprint
    why       TEXT,                     -- why there are no reports, where there are none
    packed    BLOB                      -- its reports, as MessagePack in a zlib stream: what the tables below are made from
) STRICT;
CREATE INDEX captures_sha256 ON captures (sha256);

-- Pages that another capture of the same name took the place of.
CREATE TABLE replaced (
    path   TEXT NOT NULL,
    sha256 TEXT NOT NULL REFERENCES pages (sha256),
    PRIMARY KEY (path, sha256)
) STRICT;
CREATE INDEX replaced_sha256 ON replaced (sha256);

-- Below: for people who ask in SQL. Offsets count code points of the page's text. Actors are ids of the gazetteer.
CREATE TABLE reports (
    capture   INTEGER NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
    article   INTEGER NOT NULL,         -- its place among the capture's articles, from 0
    id        TEXT NOT NULL,            -- made of content
    outlet    TEXT,
    title     TEXT,
    published TEXT,
    captured  TEXT,
    language  TEXT,
    url       TEXT,
    PRIMARY KEY (capture, article)
) STRICT;

CREATE TABLE positions (
    capture      INTEGER NOT NULL,
    article      INTEGER NOT NULL,
    holder       TEXT NOT NULL,
    holder_actor TEXT,
    toward       TEXT NOT NULL,
    toward_actor TEXT,
    rung         TEXT NOT NULL,
    modality     TEXT NOT NULL,
    negated      INTEGER NOT NULL,
    date         TEXT,                  -- TIMEX3 value
    basis        TEXT,                  -- how the date is known
    said_by      TEXT,
    reported_by  TEXT,
    start        INTEGER NOT NULL,
    "end"        INTEGER NOT NULL,
    quote        TEXT NOT NULL,
    FOREIGN KEY (capture, article) REFERENCES reports (capture, article) ON DELETE CASCADE
) STRICT;
CREATE INDEX positions_report ON positions (capture, article);

CREATE TABLE statements (
    capture       INTEGER NOT NULL,
    article       INTEGER NOT NULL,
    speaker       TEXT NOT NULL,
    speaker_actor TEXT,
    role          TEXT,
    quoted        INTEGER NOT NULL,     -- some of it in the speaker's own words
    via           TEXT,                 -- who handed it on, innermost first
    date          TEXT,
    basis         TEXT,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    quote         TEXT NOT NULL,        -- its pieces, joined by an ellipsis
    FOREIGN KEY (capture, article) REFERENCES reports (capture, article) ON DELETE CASCADE
) STRICT;
CREATE INDEX statements_report ON statements (capture, article);
