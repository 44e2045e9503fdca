-- One class: in a file of its own, or in a database that several rooms share. Only what SQLite and PostgreSQL both know.
-- Moments are text, ISO 8601 in UTC. "exam" and "trainee" are random names, so that registers of rooms can be merged.

CREATE TABLE classroom (
    id TEXT PRIMARY KEY,
    title TEXT NOT NULL,
    lang TEXT NOT NULL,
    agenda TEXT NOT NULL,
    knowledge TEXT NOT NULL,
    walk_in INTEGER NOT NULL,
    rehearsal INTEGER NOT NULL,
    keys TEXT NOT NULL,
    made_at TEXT NOT NULL,
    room TEXT NOT NULL DEFAULT '',
    one INTEGER NOT NULL DEFAULT 1 UNIQUE -- there is one class
);

CREATE TABLE trainee (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    nip TEXT NOT NULL,
    name TEXT NOT NULL,
    unit TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    factor DOUBLE PRECISION NOT NULL,
    room TEXT NOT NULL,
    walk_in INTEGER NOT NULL,
    added_at TEXT NOT NULL,
    login TEXT NOT NULL DEFAULT '',
    login_at TEXT NOT NULL DEFAULT ''
);

CREATE UNIQUE INDEX trainee_nip ON trainee (nip) WHERE nip <> '';
CREATE INDEX trainee_login ON trainee (login);

CREATE TABLE exam (
    id TEXT PRIMARY KEY,
    number INTEGER NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    title TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    reveal INTEGER NOT NULL,
    state TEXT NOT NULL,
    secret TEXT NOT NULL,
    paper TEXT NOT NULL,
    words TEXT NOT NULL,
    knowledge TEXT NOT NULL,
    made_at TEXT NOT NULL,
    opened_at TEXT NOT NULL DEFAULT '',
    closed_at TEXT NOT NULL DEFAULT ''
);

-- The whole question with its key. A mended key is a further revision; the earlier ones stay.
CREATE TABLE exam_key (
    exam TEXT NOT NULL REFERENCES exam (id),
    item TEXT NOT NULL,
    revision INTEGER NOT NULL,
    content TEXT NOT NULL,
    weight DOUBLE PRECISION NOT NULL,
    reason TEXT NOT NULL,
    made_at TEXT NOT NULL,
    all_right INTEGER NOT NULL,
    PRIMARY KEY (exam, item, revision)
);

CREATE TABLE pause (
    exam TEXT NOT NULL REFERENCES exam (id),
    room TEXT NOT NULL,
    began_at TEXT NOT NULL,
    ended_at TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (exam, room, began_at)
);

CREATE TABLE attempt (
    exam TEXT NOT NULL REFERENCES exam (id),
    trainee TEXT NOT NULL REFERENCES trainee (id) ON DELETE CASCADE,
    room TEXT NOT NULL,
    door TEXT NOT NULL,
    place INTEGER NOT NULL,
    started_at TEXT NOT NULL,
    seen_at TEXT NOT NULL,
    finished_at TEXT NOT NULL DEFAULT '',
    finish TEXT NOT NULL DEFAULT '',
    proof TEXT NOT NULL DEFAULT '',
    PRIMARY KEY (exam, trainee)
);

-- Every answer, also one that was changed later; the last one to a question counts.
CREATE TABLE answer (
    exam TEXT NOT NULL,
    trainee TEXT NOT NULL,
    number INTEGER NOT NULL,
    item TEXT NOT NULL,
    response TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (exam, trainee, number),
    FOREIGN KEY (exam, trainee) REFERENCES attempt (exam, trainee) ON DELETE CASCADE
);

CREATE TABLE event (
    id TEXT PRIMARY KEY,
    at TEXT NOT NULL,
    kind TEXT NOT NULL,
    exam TEXT NOT NULL,
    trainee TEXT NOT NULL,
    room TEXT NOT NULL,
    detail TEXT NOT NULL
);
