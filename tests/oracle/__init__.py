"""The oracle: a slow reference that answers ``decide`` straight from the YAML-level data.

Written from sections 3 (Dates), 4b, 4c and 4d of the design alone, without a look at the code
that it judges. Nothing here is fast, cached or shared with ``community_certs``.

The design leaves some things to the reader. This is the reading:

1.  Levels: nation 0 < province 1 < prefecture 2 < county 3. "Level not lower" is numerically <=.
2.  Narrower (4c b): the entry's item is strictly below the bar's in the ``broader`` tree, or it is
    the same item with more met conditions (keys of ``when``). An entry that names several items
    stands on the narrowest of those that cover the request. A closure is a bar on everything:
    every entry is narrower than it, and it names no item (so 4c c never reaches it).
3.  Not older: may.start.earliest >= bar.start.latest, or both in one document with one start (a
    part that the document dates apart is as old as its own date, as any other).
    Later (4c c): may.start.earliest > bar.start.latest.
4.  An entry on B covers N if N is B or below it and both have the same ``act``. Closures reach the
    act ``certificate`` only.
5.  Start: ``effective_from``, else ``issued``, else ``estimated``; ``known_by`` caps its latest
    day (and the earliest, if the two contradict each other); alone, it is the start. A list of a
    ``version`` starts with that version (undated if the version is) and ends the day before the
    next version that has a date. The dates of a list override the document's, those of an entry
    the list's: a start is overridden as a whole (``published`` goes with it), ``effective_to``
    and ``renewed`` each alone. Whatever is printed, a replaced list ends with the start of what
    replaces it (lists of binding documents, neither withdrawn nor of a ``subdivision``).
    An end is certain until its earliest day, possible until its latest.
6.  Reasons of an applying entry: ``partial_date`` (inside an uncertain start or end; estimated and
    not yet ``known_by``; a bar before the latest day of ``published``), ``unverified``,
    ``unofficial_source``, ``committee_unknown``, ``guiding``, ``possibly_expired`` (a page of
    ``known_by`` or ``renewed`` is evidence that it stood that day).
7.  An answer is certain iff it is the same however what is uncertain turns out. ``may_issue``:
    a may entry without reasons beats every bar and no covering bar has an unknown ``when``.
    ``must_not_issue``: an entry without reasons is a bar that no may entry beats. ``closed_list``:
    likewise a closure. ``unlisted`` otherwise: some list held stands without reasons (that the
    others do not name the item either is known), and all are complete; where no list is held at
    all, there may be one that was not found (``list_incomplete``). Grounds whose only reason
    is ``committee_unknown`` settle an outcome together if they speak of both kinds. ``conflict``
    is a reason of a deciding bar: some may entry is of incomparable force, or would beat it if
    only the overlapping start dates were known.
8.  Deciding bars: those that no may entry beats. Every bar may be beaten by some may entry while
    no single one beats them all: then all bars decide, in ``conflict``.
9.  A closing list's family (linked by ``extends`` either way, transitively, also over lists no
    longer in force) closes nothing that one of its entries in force covers, unless its ``when``
    is false. A draft, a list of a ``subdivision`` and one of which neither itself nor any entry
    has a date extend nothing. An ``open_ended`` entry keeps only its own list from closing.
10. ``when`` is three-valued. ``outside: city`` is unknown if the requester's place is known only
    down to a unit above the city; a municipality is its own city; so is a county with no
    prefecture above it (仙桃): every prefecture and every other county lies outside. It is
    always true in another province.
11. ``demand`` is ``barred`` by an applying bar that binds requesters, or a closure that says
    ``may_not_demand``, whatever the outcome.
12. ``needs_review``: some loser is higher in force or level, certainly newer, or narrower than some
    winner, or their forces are incomparable.
13. Residual rules, only for ``unlisted``: the highest force (ministerial rules and local
    regulations side by side), then level, then latest start; then on to a rule that ``refines``
    it, chosen alike; of equals a document's own
    before an adopted one, then the smallest id. A rule with an unknown ``when`` does not apply.

Lists that bind requesters, and lists of other issuers, give neither may entries nor bars nor
closures, and are no "list held". An entry on a narrower item is reported as ``narrower`` only if
it does not also cover the item asked, has the same ``act`` and no false ``when``. The rule of an
adopted profile is ``<adopting document>/<profile>/<key>``. A withdrawn document or entry does not
exist.
"""

from .answer import Link, Query, answer
from .handling import handling, wrong
from .periods import Period, Start, period_of

__all__ = ["Link", "Period", "Query", "Start", "answer", "handling", "period_of", "wrong"]
