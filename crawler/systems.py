"""Which content system made a page, and by which sign: its generator, or marks in its markup.

Knows names and signs only; what a system links is found in `crawler.discovery`.
"""

import re
from dataclasses import dataclass

from crawler.markup import Html

_MAX_BODY = 500_000


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A content system, and the part of it that keeps events or news, if one can be told.

    `sign` and `part_sign` quote what on the page decided.
    """

    name: str
    sign: str
    part: str = ""
    part_sign: str = ""

    def __str__(self) -> str:
        return f"{self.name} ({self.part})" if self.part else self.name


_GENERATORS = (
    ("Government Site Builder", r"government\s*site\s*builder|^gsb\b"),
    ("TYPO3", r"typo3"),
    ("WordPress", r"wordpress|woocommerce|elementor|the events calendar"),
    ("Drupal", r"drupal"),
    ("Contao", r"contao|typolight"),
    ("Plone", r"plone"),
    ("Joomla", r"joomla"),
    ("Neos", r"\bneos\b"),
    ("Liferay", r"liferay"),
    ("HubSpot", r"hubspot"),
    ("REDAXO", r"redaxo"),
    ("Wix", r"wix\.com"),
    ("Jimdo", r"jimdo"),
    ("Squarespace", r"squarespace"),
    ("Webflow", r"webflow"),
    ("Ghost", r"^ghost\b"),
    ("Hugo", r"^hugo\b"),
)
_MARKS = (
    (
        "Government Site Builder",
        # Relative ones only, from / or from <base>: the whole address stands on others' pages too.
        r"(?:href|src|action)=[\"']/?(?:SharedDocs|SiteGlobals)/|<body[^<>]*\bclass=\"[^\"]*\bgsb\b",
    ),
    ("WordPress", r"/wp-content/|/wp-includes/|/wp-json/"),
    ("TYPO3", r"/typo3conf/|/typo3temp/|\btx_[a-z]+_pi?[a-z0-9]*\["),
    ("Drupal", r"data-drupal-|/sites/default/files/|Drupal\.settings"),
    ("Contao", r"/assets/contao/|/bundles/contao|class=\"mod_(?:article|event|news|calendar)"),
    ("Plone", r"\+\+(?:resource|plone|theme)\+\+|/@@[a-z_-]+|id=\"portal-(?:column|content|top)"),
    ("Joomla", r"/media/(?:jui|system)/js/|/components/com_[a-z]+|option=com_[a-z]+"),
    ("Neos", r"/_Resources/(?:Static|Persistent)/"),
    ("Liferay", r"Liferay\.(?:ThemeDisplay|AUI|Portlet)|/o/frontend-js-"),
    ("Next.js", r"id=\"__NEXT_DATA__\"|/_next/static/"),
    ("Nuxt", r"window\.__NUXT__|/_nuxt/"),
)
_PARTS = (
    ("WordPress", "The Events Calendar", r"tribe-events|/wp-json/tribe/events/|tec-api-origin"),
    ("WordPress", "Modern Events Calendar", r"mec-(?:wrap|event-article|calendar)|mec-ical-feed"),
    ("WordPress", "Events Manager", r"/plugins/events-manager/|\bem-(?:events-list|calendar)\b"),
    ("WordPress", "EventON", r"/plugins/eventon|\bajde_evcal|\beventon_list_event\b"),
    ("WordPress", "All-in-One Event Calendar", r"/plugins/all-in-one-event-calendar|ai1ec[-_]"),
    ("TYPO3", "sf_event_mgt", r"tx_sfeventmgt|/sf_event_mgt/"),
    ("TYPO3", "calendarize", r"tx_calendarize|class=\"[^\"]*\bcalendarize\b"),
    ("TYPO3", "cal", r"tx_cal_controller"),
    ("TYPO3", "news", r"tx_news_pi1|class=\"[^\"]*\bnews-(?:list-view|single|list-item)\b"),
    ("TYPO3", "tt_news", r"tx_ttnews"),
    ("Contao", "calendar", r"class=\"[^\"]*\bmod_(?:eventlist|eventreader|calendar)\b"),
    ("Plone", "plone.app.event", r"class=\"[^\"]*\bvevent\b|event_listing|mode_ical"),
    ("Joomla", "JEvents", r"com_jevents|\bjev_"),
    ("Joomla", "iCagenda", r"com_icagenda"),
    ("Joomla", "DPCalendar", r"com_dpcalendar"),
)


def recognise(html: Html) -> System | None:
    """Return the content system of a page, by `meta name=generator` first, then by its marks."""
    body = html.body[:_MAX_BODY].decode("utf-8", "replace")
    found = _by_generator(html) or _by_mark(body)
    if found is None:
        return None
    for name, part, pattern in _PARTS:
        mark = re.search(pattern, body) if name == found.name else None
        if mark is not None:
            return System(name=name, sign=found.sign, part=part, part_sign=_quoted(mark))
    return found


def _by_generator(html: Html) -> System | None:
    said = [
        (element.get("content") or "").strip()
        for element in html.root.iter("meta")
        if (element.get("name") or "").lower() == "generator"
    ]
    for generator in said:
        for name, pattern in _GENERATORS:
            if re.search(pattern, generator, re.IGNORECASE):
                return System(name=name, sign=f"generator: {generator[:80]}")
    return None


def _by_mark(body: str) -> System | None:
    for name, pattern in _MARKS:
        mark = re.search(pattern, body)
        if mark is not None:
            return System(name=name, sign=_quoted(mark))
    return None


def _quoted(mark: re.Match[str]) -> str:
    return f"markup: {' '.join(mark[0].split())[:80]}"
