"""What a page shows around its text: the tags, roles, class names and phrases that mark menus, teasers, notices, buttons."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

TAGS = {"nav": "navigation", "footer": "footer", "form": "form"}
LINKED_TAGS = {"aside": "beside the text", "menu": "navigation", "dialog": "notice"}  # a quotation may be an `aside`
ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "banner": "head of the site",
    "contentinfo": "footer",
    "search": "search",
    "dialog": "notice",
    "alertdialog": "notice",
    "toolbar": "buttons",
}
LINKED_ROLES = {"complementary": "beside the text"}
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
    "subscribe subscription onetrust tarteaucitron usercentrics didomi borlabs klaro complianz cmplz cmp iubenda trustarc "
    "overlay paywall disclaimer",
    "search": "search searchbox searchform searchbar suche",
    "comments": "comment comments commentlist disqus respond responses",
    "advertising": "ad ads advert adverts advertisement advertising adsense sponsored sponsor anzeige werbung",
    "buttons": "toolbar pagetools printbutton printlink fontsize btns",
}
# What may as well name a part of the text ("teaser" is a lead in German newsrooms): these need links inside to count.
LINKED = {
    "teasers": "teaser teasers related recommended recommendation recommendations recommends readmore more "
    "morelinks morenews seealso "
    "latest trending popular mostread mostviewed similar sidebar sidenav rail aside widget widgets tags tagcloud taglist "
    "keywords toc linklist links relatedlinks relatednews",
    "advertising": "banner promo promotion",
    "buttons": "tools",
    "notice": "popup modal",
}
PARTS = {"cookie": "notice"}  # of a word: "CybotCookiebotDialog", "jscookies"
ABOVE, FOOT, COMMENTS = "head of the site", "footer", "comments"
# What names a part of the text, whatever else its element is called: <aside class="pull-quote">
OF_TEXT = frozenset(
    "quote pullquote quotation blockquote zitat citation cita caption dateline byline footnote footnotes".split()
)
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

    @property
    def above(self) -> bool:
        """Whether such a part stands above the title or nowhere."""
        return self.reason.startswith(ABOVE)

    @property
    def below(self) -> bool:
        """Whether such a part stands below the text or nowhere."""
        return self.reason.startswith((FOOT, COMMENTS))

    @property
    def is_foot(self) -> bool:
        """Whether it is the foot of a page, or of an article."""
        return self.reason.startswith(FOOT)


@lru_cache(maxsize=4096)
def sign_of(tag: str, names: str, role: str) -> Sign | None:
    """What the tag, the class names with the id, or the role of an element mark it as."""
    if not OF_TEXT.isdisjoint(word for name in names.split() for word in _words(name)):
        return None
    if role in ROLES:
        return Sign(f"{ROLES[role]} (role={role})")
    if role in LINKED_ROLES:
        return Sign(f"{LINKED_ROLES[role]} (role={role})", if_linked=True)
    if tag in TAGS:
        return Sign(f"{TAGS[tag]} (<{tag}>)")
    if tag in LINKED_TAGS:
        return Sign(f"{LINKED_TAGS[tag]} (<{tag}>)", if_linked=True)
    return _named(names)


def _named(names: str) -> Sign | None:
    for name in names.split():
        words = _words(name)
        if words and words[0] in NEGATED:
            continue
        if part := next((part for part in PARTS if part in words[-1]), None):
            return Sign(f"{PARTS[part]} ({name})")
        for word in words:
            if word in NAMES:
                return Sign(f"{NAMES[word]} ({name})")
            if word in LINKED_NAMES:
                return Sign(f"{LINKED_NAMES[word]} ({name})", if_linked=True)
    return None


def _words(name: str) -> list[str]:
    """The words of a class name, and all of them joined: "pull-quote" is pull, quote, pullquote."""
    words = [word.lower() for word in WORDS.findall(name)]
    return [*words, "".join(words)]


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
        """Whether a line is nothing but such a phrase: "Share", "Related articles:", "Read more"."""
        return self.is_a("label", line) or self.is_a("more", line)

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
