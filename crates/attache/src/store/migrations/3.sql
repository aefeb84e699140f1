-- The tables for people who ask in SQL, made anew: one row a line of the ledger, with its tellings, beside what each report says.
-- What they are made from is kept (captures.packed), so that nothing is lost by dropping the earlier ones.
DROP TABLE statements;
DROP TABLE positions;
DROP TABLE reports;

-- Counters and marks of the file itself.
CREATE TABLE marks (
    name  TEXT PRIMARY KEY,             -- changes: how often captures or corrections changed; merged: at which of these it was last merged
    value TEXT NOT NULL
) STRICT;
INSERT INTO marks VALUES ('changes', '1'), ('merged', '0');

-- An article of a capture.
CREATE TABLE reports (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    capture   INTEGER NOT NULL REFERENCES captures (id) ON DELETE CASCADE,
    path      TEXT NOT NULL,            -- the capture, as the user named it
    article   INTEGER NOT NULL,         -- its place among the capture's articles, from 0
    report    TEXT NOT NULL,            -- its id in JSON: made of content
    outlet    TEXT,                     -- the one name it goes by: sections and addresses of an outlet are the outlet's
    title     TEXT,
    published TEXT,
    captured  TEXT,
    day       TEXT,                     -- the day it counts from: published, else captured
    language  TEXT,
    url       TEXT,
    story     TEXT,                     -- the story it tells
    merged    INTEGER NOT NULL DEFAULT 0, -- whether the ledger's lines count it: not a repeat of another
    digest    INTEGER NOT NULL DEFAULT 0, -- of its story and origins
    UNIQUE (capture, article)
) STRICT;
CREATE INDEX captures_reader ON captures (reader);
CREATE INDEX reports_day ON reports (day);
CREATE INDEX reports_path ON reports (path);
CREATE INDEX reports_story ON reports (story);
CREATE INDEX reports_report ON reports (report);

-- Its text. Offsets count code points of the page's text.
CREATE TABLE paragraphs (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    start  INTEGER NOT NULL,
    "end"  INTEGER NOT NULL,
    text   TEXT NOT NULL
) STRICT;
CREATE INDEX paragraphs_report ON paragraphs (report, start);
CREATE VIRTUAL TABLE paragraphs_fts USING fts5 (text, content = 'paragraphs', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

-- What somebody said, by one report.
CREATE TABLE statements (
    id            INTEGER PRIMARY KEY AUTOINCREMENT,
    report        INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    speaker       TEXT NOT NULL,
    speaker_actor TEXT,
    role          TEXT,
    quoted        INTEGER NOT NULL,     -- some of it in the speaker's own words
    via           TEXT,                 -- who handed it on, innermost first
    date          TEXT,
    basis         TEXT,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    quote         TEXT NOT NULL         -- its pieces, joined by an ellipsis
) STRICT;
CREATE INDEX statements_report ON statements (report);
CREATE VIRTUAL TABLE statements_fts USING fts5 (speaker, quote, content = 'statements', content_rowid = 'id', tokenize = 'unicode61 remove_diacritics 2');

-- Below: what all reports say together, merged. `digest` tells a row that is still right; `packed` is the row as the program reads it.
CREATE TABLE parties (
    actor   TEXT PRIMARY KEY,           -- the gazetteer's id; of a party it does not know the name in lower case
    name    TEXT NOT NULL,
    reports INTEGER NOT NULL,           -- that name it
    digest  INTEGER NOT NULL,
    packed  BLOB NOT NULL
) STRICT;

CREATE TABLE positions (
    id              TEXT PRIMARY KEY,
    holder          TEXT NOT NULL,
    holder_actor    TEXT,
    holder_key      TEXT NOT NULL,      -- what it is merged by: a state and who governs it are one
    toward          TEXT NOT NULL,
    toward_actor    TEXT,
    toward_key      TEXT NOT NULL,
    rung            TEXT NOT NULL,
    modality        TEXT NOT NULL,
    refusal         TEXT,
    negated         INTEGER NOT NULL,
    date            TEXT,               -- TIMEX3 value
    basis           TEXT,               -- how the date is known
    dated           INTEGER NOT NULL,   -- whether words date it; else date is its first report's
    first_published TEXT,
    last_published  TEXT,
    origins         INTEGER NOT NULL,   -- independent ones
    reports         INTEGER NOT NULL,
    status          TEXT NOT NULL,      -- standing, superseded, contested
    superseded_by   TEXT,
    "condition"     TEXT,
    corrected       TEXT,               -- who corrected it, and why
    claims          INTEGER NOT NULL,   -- 1 where its words shut out others: only, no other, first
    pair            TEXT NOT NULL,      -- the keys of both parties
    pair_actor      TEXT NOT NULL,      -- the same with the id of toward: a group before it governs and while it does
    digest          INTEGER NOT NULL,
    packed          BLOB NOT NULL
) STRICT;
CREATE INDEX positions_holder ON positions (holder_key);
CREATE INDEX positions_toward ON positions (toward_key, rung);
CREATE INDEX positions_holder_actor ON positions (holder_actor);
CREATE INDEX positions_toward_actor ON positions (toward_actor);
CREATE INDEX positions_pair ON positions (pair);
CREATE INDEX positions_pair_actor ON positions (pair_actor);
CREATE INDEX positions_claims ON positions (toward_key) WHERE claims;
CREATE INDEX positions_first ON positions (first_published);
CREATE INDEX positions_last ON positions (last_published);

CREATE TABLE events (
    id              TEXT PRIMARY KEY,
    holder          TEXT NOT NULL,      -- who did it
    holder_actor    TEXT,
    holder_key      TEXT NOT NULL,
    toward          TEXT,               -- to whom
    toward_actor    TEXT,
    toward_key      TEXT,
    type            TEXT NOT NULL,      -- PLOVER's
    mode            TEXT,
    quad            INTEGER NOT NULL,
    modality        TEXT NOT NULL,
    date            TEXT,
    basis           TEXT,
    dated           INTEGER NOT NULL,
    first_published TEXT,
    last_published  TEXT,
    origins         INTEGER NOT NULL,
    reports         INTEGER NOT NULL,
    digest          INTEGER NOT NULL,
    packed          BLOB NOT NULL
) STRICT;
CREATE INDEX events_holder ON events (holder_key);
CREATE INDEX events_toward ON events (toward_key);
CREATE INDEX events_holder_actor ON events (holder_actor);
CREATE INDEX events_toward_actor ON events (toward_actor);
CREATE INDEX events_last ON events (last_published);

CREATE TABLE figures (
    id              TEXT PRIMARY KEY,
    of              TEXT NOT NULL,      -- what is counted, in base form
    named           TEXT NOT NULL,      -- the same and the act, as written
    act             TEXT,
    unit            TEXT,
    low             REAL NOT NULL,      -- the lowest value told
    high            REAL NOT NULL,
    date            TEXT,
    basis           TEXT,
    dated           INTEGER NOT NULL,
    first_published TEXT,
    last_published  TEXT,
    origins         INTEGER NOT NULL,
    reports         INTEGER NOT NULL,
    digest          INTEGER NOT NULL,
    packed          BLOB NOT NULL
) STRICT;
CREATE INDEX figures_last ON figures (last_published);

-- The words of one report that tell a position, an event or a figure.
CREATE TABLE tellings (
    id          INTEGER PRIMARY KEY,
    position    TEXT REFERENCES positions (id) ON DELETE CASCADE,
    event       TEXT REFERENCES events (id) ON DELETE CASCADE,
    figure      TEXT REFERENCES figures (id) ON DELETE CASCADE,
    report      INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    date        TEXT,
    said_by     TEXT,
    reported_by TEXT,
    start       INTEGER NOT NULL,
    "end"       INTEGER NOT NULL,
    quote       TEXT NOT NULL
) STRICT;
CREATE INDEX tellings_position ON tellings (position);
CREATE INDEX tellings_event ON tellings (event);
CREATE INDEX tellings_figure ON tellings (figure);
CREATE INDEX tellings_report ON tellings (report);

CREATE TABLE utterances (
    id            TEXT PRIMARY KEY,
    speaker       TEXT NOT NULL,
    speaker_actor TEXT,
    role          TEXT,
    date          TEXT,
    basis         TEXT,
    first_day     TEXT,                 -- of the reports that have it
    last_day      TEXT,
    origins       INTEGER NOT NULL,
    reports       INTEGER NOT NULL,
    digest        INTEGER NOT NULL,
    packed        BLOB NOT NULL
) STRICT;
CREATE INDEX utterances_actor ON utterances (speaker_actor);
CREATE INDEX utterances_speaker ON utterances (speaker, id);
CREATE INDEX utterances_last ON utterances (last_day);

-- How one report words an utterance.
CREATE TABLE wordings (
    id        INTEGER PRIMARY KEY,
    utterance TEXT NOT NULL REFERENCES utterances (id) ON DELETE CASCADE,
    report    INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    via       TEXT,
    start     INTEGER NOT NULL,
    "end"     INTEGER NOT NULL,
    quote     TEXT NOT NULL
) STRICT;
CREATE INDEX wordings_utterance ON wordings (utterance);
CREATE INDEX wordings_report ON wordings (report);

CREATE TABLE contradictions (
    id       TEXT PRIMARY KEY,
    type     TEXT NOT NULL,             -- number, date, who, status, scope
    strength TEXT NOT NULL,             -- clash, differs
    about    TEXT NOT NULL,
    says     TEXT NOT NULL,             -- what differs, and what a careful reader would check
    parties  TEXT NOT NULL,             -- of the lines it is about: keys between spaces
    day      TEXT,                      -- the last of its reports': it was seen then
    digest   INTEGER NOT NULL,
    packed   BLOB NOT NULL
) STRICT;

CREATE TABLE sides (
    id            INTEGER PRIMARY KEY,
    contradiction TEXT NOT NULL REFERENCES contradictions (id) ON DELETE CASCADE,
    report        INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    start         INTEGER NOT NULL,
    "end"         INTEGER NOT NULL,
    quote         TEXT NOT NULL
) STRICT;
CREATE INDEX sides_contradiction ON sides (contradiction);
CREATE INDEX sides_report ON sides (report);

CREATE TABLE people (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    names      TEXT NOT NULL,           -- every name as written
    parties    TEXT,
    actors     TEXT NOT NULL,           -- ids of these, between spaces
    roles      TEXT,
    reports    INTEGER NOT NULL,
    mentions   INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    first_day  TEXT,                    -- of the reports that name the person
    last_day   TEXT,
    digest     INTEGER NOT NULL,
    packed     BLOB NOT NULL
) STRICT;

CREATE INDEX people_rank ON people (statements > 0 DESC, reports DESC, mentions DESC, name, id);

-- What a party is called, by an outlet in its own words or by somebody it lets speak.
CREATE TABLE terms (
    id      INTEGER PRIMARY KEY,
    actor   TEXT NOT NULL REFERENCES parties (actor) ON DELETE CASCADE,
    term    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    outlet  TEXT,                       -- in whose own words; or
    speaker TEXT,                       -- in whose mouth
    uses    INTEGER NOT NULL,
    scare   INTEGER NOT NULL            -- of these between marks of its own, or as "so-called"
) STRICT;
CREATE INDEX terms_actor ON terms (actor);

CREATE TABLE stories (
    id        TEXT PRIMARY KEY,
    title     TEXT NOT NULL,            -- of its most central report
    first_day TEXT,
    last_day  TEXT,
    reports   INTEGER NOT NULL,
    outlets   INTEGER NOT NULL,
    origins   INTEGER NOT NULL,
    shared    TEXT NOT NULL,            -- words its reports share
    digest    INTEGER NOT NULL,
    packed    BLOB NOT NULL
) STRICT;
CREATE INDEX stories_last ON stories (last_day);

-- The independent origins of a report, and the reports it has words of.
CREATE TABLE origins (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    origin TEXT NOT NULL,
    background INTEGER NOT NULL         -- 1 of a standing paragraph that it carries beside its own text
) STRICT;
CREATE INDEX origins_report ON origins (report);
CREATE INDEX origins_origin ON origins (origin);
CREATE TABLE draws (
    id     INTEGER PRIMARY KEY,
    report INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    source INTEGER NOT NULL REFERENCES reports (id) ON DELETE CASCADE,
    share  REAL NOT NULL                -- of its words that stand there, 0 to 1
) STRICT;
CREATE INDEX draws_report ON draws (report);
CREATE INDEX draws_source ON draws (source);

-- What a human corrected, replayed over every reading.
CREATE TABLE corrections (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    line   TEXT NOT NULL,               -- the id of the line, when it was corrected
    action TEXT NOT NULL,               -- reject, set, join, split
    field  TEXT,
    value  TEXT,
    why    TEXT NOT NULL,
    who    TEXT,
    made   TEXT,                        -- the day
    said   TEXT NOT NULL,               -- the line in words, as it stood
    anchors TEXT NOT NULL               -- the words it stands on: JSON
) STRICT;

-- Ids are made of content: a line that a report joined has another. By this the earlier id still finds it.
CREATE TABLE renamed (
    earlier TEXT PRIMARY KEY,
    later   TEXT NOT NULL
) STRICT;
