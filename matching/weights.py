"""What each feature is worth and where the thresholds lie. Data only; `docs/matching.md` says why.

Points are natural logarithms of odds: they are added, and the logistic function makes a score of
their sum.
"""

BIAS = -1.6

TITLE = 8.0
"""For a title that agrees wholly, counted from `TITLE_MIDDLE`."""
TITLE_MIDDLE = 0.45
TITLE_GENERIC = -0.5
"""For a title that says nothing ("Netzwerktreffen"), in place of the title's points."""
TITLE_OTHERWISE = -0.5
"""At least, for titles in two languages, or of which one is a motto."""
TITLE_APART = -1.3
"""For each word of its subject that each of both says alone, two at most."""
PARALLEL = -3.5
"""For one format with two subjects: "Ausschuss für Verkehr", "Ausschuss für Tourismus"."""
DESCRIBED = 3.0
"""For a description that holds the other's title."""
EDITION = 0.8
FORMAT_OTHER = -1.6
ROLE_ALONE = -1.6
"""For a tour, a session or a part of a meeting that only one title names."""
PHASE_ALONE = -0.6
"""For an opening or closing: the other title may only leave it out."""
PART_ALONE = -2.0

TITLE_LEAD = 2.0
"""At least, for titles that begin with one motto."""

ORGANIZER = 1.8
ORGANIZER_OTHER = -0.9
VENUE = 1.8
VENUE_OTHER = -2.4
NEITHER = -2.5
"""For another house and another organizer at once."""
TOWN = 0.6
TOWN_PERHAPS = -0.4
TOWN_TOLD_APART = -2.0
"""For a town that only the title or the house names, and that is not the other's."""
BOTH_ONLINE = 0.6
DAYS_MANY = 1.0
"""For the same span of several days."""
DAYS_WITHIN = -1.8
CLOCK = 1.2
CLOCK_CLOSE = -0.2
CLOCK_OTHER = -2.6
LINK = 3.0
REPORT = 1.2
"""For a headline without hour in the town of the other: it says little of the name."""
SAME_SITE = -0.7

MERGE = 0.50
ASK = 0.15
RELATED = 0.5
"""A title that agrees so far belongs to the same series or whole."""
RELATED_COMMON = 0.9
"""So do titles with so much in common, words of the host among it, unless their hosts differ."""
