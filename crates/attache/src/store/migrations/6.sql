-- Persons whom a human joined or parted say so.
ALTER TABLE people ADD COLUMN corrected TEXT;
CREATE INDEX people_corrected ON people (id) WHERE corrected IS NOT NULL;
-- Of the lines of two parties those of one family of steps.
DROP INDEX positions_pair;
DROP INDEX positions_pair_actor;
CREATE INDEX positions_pair ON positions (pair, rung);
CREATE INDEX positions_pair_actor ON positions (pair_actor, rung);
