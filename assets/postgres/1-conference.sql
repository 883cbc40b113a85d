-- Version 1: one conference in the schema that stands first in the search path.
-- Documents have the names of fields and the ids they have in a conference file.

CREATE TABLE meta (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  version integer NOT NULL,         -- of these tables
  format integer NOT NULL,          -- of the documents in them
  conference bigint,                -- none yet in tables that were only made ready
  edition bigint NOT NULL DEFAULT 1,  -- another one whenever everything was put anew
  seq bigint NOT NULL,              -- the last commit; whoever locks this row has the turn
  last_number bigint NOT NULL,
  last_proposal bigint NOT NULL
);

INSERT INTO meta (version, format, seq, last_number, last_proposal) VALUES (1, 0, 0, 0, 0);

CREATE TABLE log (
  seq bigint PRIMARY KEY,
  id bigint NOT NULL UNIQUE,
  at timestamptz NOT NULL,
  verb text NOT NULL,
  session bigint NOT NULL,
  whole boolean NOT NULL,           -- whether commit still says what it changed, and from what
  commit json NOT NULL
);

CREATE TABLE pulse (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  document json NOT NULL
);

CREATE TABLE agenda (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE attendance (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE badges (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE blanks (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE closings (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE conference (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE delegates (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE erasures (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE hall_displays (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE hand_counts (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE openings (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE proposals (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE recoveries (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE runs (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE sessions (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE speaker_lists (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE speeches (key bigint PRIMARY KEY, document jsonb NOT NULL);
CREATE TABLE tally (key bigint PRIMARY KEY, document jsonb NOT NULL);
