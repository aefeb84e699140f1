-- What `attache watch` follows. Times are seconds since 1970, UTC.
CREATE TABLE watched (
    url      TEXT PRIMARY KEY,
    via      TEXT REFERENCES watched (url) ON DELETE CASCADE, -- the list that names it; NULL where a person did
    kind     TEXT,                      -- feed, sitemap, sitemap index, list of feeds, page; NULL before it first answered
    etag     TEXT,                      -- what it said of itself when it last answered, to ask whether it changed
    modified TEXT,
    sha256   TEXT,                      -- of what it then was: of a page of its articles' words
    due      INTEGER NOT NULL DEFAULT 0, -- when it is asked again
    polled   INTEGER,                   -- when it last answered
    failures INTEGER NOT NULL DEFAULT 0, -- since then
    told     TEXT                       -- why
) STRICT;
CREATE INDEX watched_via ON watched (via);

-- Pages that feeds and sitemaps named: each is fetched once.
CREATE TABLE links (
    url      TEXT PRIMARY KEY,
    source   TEXT NOT NULL,             -- which named it first
    state    TEXT NOT NULL,             -- waiting, kept, passed
    due      INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    told     TEXT                       -- why it was passed over, or is still waiting
) STRICT;
CREATE INDEX links_waiting ON links (due) WHERE state = 'waiting';

-- Servers: what their robots.txt says, and until when they want to be left alone.
CREATE TABLE servers (
    server TEXT PRIMARY KEY,            -- https://courier.example
    robots BLOB,
    fresh  INTEGER NOT NULL DEFAULT 0,  -- until when that counts
    due    INTEGER NOT NULL DEFAULT 0
) STRICT;

-- Captures that came by `watch`, until what they changed is noted.
CREATE TABLE arrivals (
    path TEXT PRIMARY KEY
) STRICT;

-- What they changed.
CREATE TABLE changes (
    number INTEGER PRIMARY KEY,
    id     TEXT NOT NULL UNIQUE,        -- made of content
    seen   INTEGER NOT NULL,
    line   TEXT NOT NULL,               -- in a sentence
    change TEXT NOT NULL                -- JSON, as `attache diff` has it
) STRICT;

-- Who is told of a change by webhook.
CREATE TABLE deliveries (
    change   TEXT NOT NULL REFERENCES changes (id) ON DELETE CASCADE,
    hook     TEXT NOT NULL,             -- its address
    state    TEXT NOT NULL,             -- waiting, done, given up
    attempts INTEGER NOT NULL DEFAULT 0,
    due      INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (change, hook)
) STRICT;
