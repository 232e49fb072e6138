"""What a page shows around its text: the tags, roles, class names and phrases that mark menus, teasers, notices, buttons."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

TAGS = {
    "nav": "navigation",
    "footer": "footer",
    "aside": "beside the text",
    "form": "form",
    "menu": "navigation",
    "dialog": "notice",
}
ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "banner": "head of the site",
    "contentinfo": "footer",
    "complementary": "beside the text",
    "search": "search",
    "dialog": "notice",
    "alertdialog": "notice",
    "toolbar": "buttons",
}
# Words of class names and ids. Where a page's own words join them ("share-bar", "cookieConsent") each word counts.
NAMED = {
    "navigation": "nav navbar navigation navi topnav subnav mainnav menu menus submenu mainmenu topmenu breadcrumb breadcrumbs "
    "crumb crumbs pagination pager paging skiplink skiplinks skip sitemap offcanvas megamenu hamburger langswitch languageswitch "
    "langmenu metanav metanavigation servicenav",
    "footer": "footer foot copyright imprint colophon bottombar",
    "head of the site": "masthead topbar sitehead siteheader pageheader logo branding",
    "share buttons": "share shares sharing sharebar sharebuttons social socialmedia addthis addtoany sharethis bdshare "
    "bdsharebuttonbox "
    "socialbar sharebox",
    "notice": "cookie cookies cookiebar cookiebanner cookienotice consent gdpr ccpa privacy newsletter "
    "subscribe subscription popup modal overlay paywall disclaimer",
    "search": "search searchbox searchform searchbar suche",
    "comments": "comments commentlist disqus respond",
    "advertising": "ad ads advert adverts advertisement advertising adsense banner sponsored sponsor promo "
    "promotion anzeige werbung",
    "buttons": "toolbar tools pagetools printbutton printlink fontsize btns",
}
# What may as well name a part of the text ("teaser" is a lead in German newsrooms): these need links inside to count.
LINKED = {
    "teasers": "teaser teasers related recommended recommendation recommendations recommends readmore more "
    "morelinks morenews seealso "
    "latest trending popular mostread mostviewed similar sidebar sidenav rail aside widget widgets tags tagcloud taglist "
    "keywords toc carousel slider linklist links relatedlinks relatednews",
}
NEGATED = frozenset(
    {"no", "has", "with", "without", "is", "not", "hide", "hidden"}
)  # "no-sidebar", "has-sidebar" mark nothing
UNSEEN = frozenset(
    {
        "sr-only",
        "visually-hidden",
        "visuallyhidden",
        "screen-reader-text",
        "screenreader",
        "sr_only",
        "element-invisible",
    }
)
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
NAMES = {word: reason for reason, words in NAMED.items() for word in words.split()}
LINKED_NAMES = {word: reason for reason, words in LINKED.items() for word in words.split()}
STYLED_AWAY = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sign:
    """Why a part of a page may be furniture; `if_linked`: only where links are in it."""

    reason: str
    if_linked: bool = False


@lru_cache(maxsize=4096)
def sign_of(tag: str, names: str, role: str) -> Sign | None:
    """What the tag, the class names with the id, or the role of an element mark it as."""
    if role in ROLES:
        return Sign(f"{ROLES[role]} (role={role})")
    if tag in TAGS:
        return Sign(f"{TAGS[tag]} (<{tag}>)")
    for name in names.split():
        words = [word.lower() for word in WORDS.findall(name)]
        if words and words[0] in NEGATED:
            continue
        for word in (*words, "".join(words)):
            if word in NAMES:
                return Sign(f"{NAMES[word]} ({name})")
            if word in LINKED_NAMES:
                return Sign(f"{LINKED_NAMES[word]} ({name})", if_linked=True)
    return None


@lru_cache(maxsize=1024)
def is_unseen(names: str) -> bool:
    """Whether class names say that an element is for screen readers only."""
    return not UNSEEN.isdisjoint(names.lower().split())


class Phrases:
    """The phrases of page furniture in the languages of diplomacy (`languages/shared/furniture.csv`)."""

    def __init__(self, rows: list[dict[str, str]]) -> None:
        self._kinds: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            self._kinds[row["kind"]].add(folded(row["phrase"]))
        self._notices = re.compile("|".join(re.escape(phrase) for phrase in sorted(self._kinds["notice"])))

    def is_a(self, kind: str, phrase: str) -> bool:
        """Whether a phrase is one of a kind: `page` (the word before its number), `conjunction` (after a hyphen)."""
        return folded(phrase) in self._kinds[kind]

    def is_label(self, line: str) -> bool:
        """Whether a line is nothing but such a phrase: "Share", "Related articles:"."""
        return self.is_a("label", line)

    def is_notice(self, line: str) -> bool:
        """Whether a line holds a phrase that only a notice of the site holds: "All rights reserved"."""
        return self._notices.search(folded(line)) is not None


def folded(line: str) -> str:
    """A line in small letters without the marks around it."""
    return line.casefold().strip(" \t:.…»›>→▶|•·-–—!+")


@cache
def phrases() -> Phrases:
    """The phrases, loaded once."""
    table = (files("communique.languages") / "shared" / "furniture.csv").read_text("utf-8")
    return Phrases(list(csv.DictReader(table.splitlines())))
