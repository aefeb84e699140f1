-- The latest lines that were known on a day are found in the order they are listed in, by their index alone.
DROP INDEX IF EXISTS positions_last;
DROP INDEX IF EXISTS events_last;
DROP INDEX IF EXISTS utterances_last;
CREATE INDEX positions_told ON positions (last_published DESC, id, first_published);
CREATE INDEX events_told ON events (last_published DESC, id, first_published);
CREATE INDEX utterances_told ON utterances (last_day DESC, id, first_day);
-- Disagreements in their order, with whom they are about.
CREATE INDEX contradictions_seen ON contradictions (strength, day DESC, id, parties);
-- What was known on a day is counted in indexes.
DROP INDEX IF EXISTS reports_day;
CREATE INDEX reports_known ON reports (day, outlet);
CREATE INDEX people_known ON people (first_day);
CREATE INDEX stories_known ON stories (first_day);
