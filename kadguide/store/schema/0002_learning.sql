-- What is written down while somebody learns. One row an answer; the response is kept, not only its mark. Lists are JSON.

CREATE TABLE learning_session (
    id         TEXT NOT NULL PRIMARY KEY,
    kind       TEXT NOT NULL,
    about      TEXT NOT NULL,
    items      TEXT NOT NULL,
    seed       TEXT NOT NULL,
    started_at TEXT NOT NULL,
    ended_at   TEXT NOT NULL
);

CREATE TABLE answer (
    session    TEXT    NOT NULL,
    sequence   INTEGER NOT NULL,
    kind       TEXT    NOT NULL,
    item       TEXT    NOT NULL,
    version    INTEGER NOT NULL,
    response   TEXT    NOT NULL,
    fraction   REAL    NOT NULL,
    shown      TEXT    NOT NULL,
    hints      INTEGER NOT NULL,
    confidence TEXT    NOT NULL,
    seconds    REAL    NOT NULL,
    at         TEXT    NOT NULL,
    material   TEXT    NOT NULL,
    PRIMARY KEY (session, sequence)
);

CREATE TABLE complaint (
    number  INTEGER PRIMARY KEY AUTOINCREMENT,
    item    TEXT    NOT NULL,
    version INTEGER NOT NULL,
    reason  TEXT    NOT NULL,
    at      TEXT    NOT NULL
);

-- A question asked in the chat that is to be reviewed.
CREATE TABLE own_card (
    entry    TEXT NOT NULL PRIMARY KEY,
    question TEXT NOT NULL,
    at       TEXT NOT NULL
);

CREATE TABLE skipped_module (
    module TEXT NOT NULL PRIMARY KEY,
    at     TEXT NOT NULL
);
