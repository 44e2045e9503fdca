-- How many hints were opened for an answer that was not given yet; the answer itself says how many it had.

CREATE TABLE opened_hint (
    session  TEXT    NOT NULL,
    sequence INTEGER NOT NULL,
    level    INTEGER NOT NULL,
    PRIMARY KEY (session, sequence)
);
