-- What a user keeps. Times are ISO 8601 with the offset of the place; ids of entries are those of the knowledge.

CREATE TABLE bookmark (
    entry TEXT NOT NULL PRIMARY KEY,
    at    TEXT NOT NULL
);

CREATE TABLE note (
    entry TEXT NOT NULL PRIMARY KEY,
    text  TEXT NOT NULL,
    at    TEXT NOT NULL
);

CREATE TABLE flag (
    number   INTEGER PRIMARY KEY AUTOINCREMENT,
    question TEXT NOT NULL,
    entry    TEXT NOT NULL,
    reason   TEXT NOT NULL,
    program  TEXT NOT NULL,
    material TEXT NOT NULL,
    at       TEXT NOT NULL
);

-- A question without an answer, counted under its folded form; nearest is a JSON list of entries.
CREATE TABLE gap (
    key      TEXT NOT NULL PRIMARY KEY,
    question TEXT NOT NULL,
    at       TEXT NOT NULL,
    nearest  TEXT NOT NULL,
    count    INTEGER NOT NULL
);

-- Cases that are worked on; data is JSON that only the case helper reads.
CREATE TABLE cases (
    id         TEXT NOT NULL PRIMARY KEY,
    data       TEXT NOT NULL,
    changed_at TEXT NOT NULL
);
