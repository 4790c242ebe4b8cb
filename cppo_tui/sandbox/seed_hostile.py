"""Names that break careless programs: markup, escape sequences, invisible and enormous text."""

from dataclasses import replace

from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Facts, Json
from cppo_tui.sandbox.seed_documents import Deal, Maker, authorization_doc, metered, offer_from, usage
from cppo_tui.sandbox.seed_model import Day, Seed, SeedOffer, stable_id

NASTY = {
    "closing tag": "[/b]",
    "square brackets": "Renewal [Team A]",
    "clickable action": "[@click=app.quit]x[/]",
    "theme colour": "[$accent]gold",
    "clipboard escape": "\x1b]52;c;aGk=\x07clip",
    "clear screen": "\x1b[2Jgone",
    "right to left": "invoice\u202efdp.exe",
    "zero width": "Mer\u200bidian",
    "CJK": "株式会社メリディアン・クラウド",
    "emoji": "👩\u200d👩\u200d👧\u200d👦 family plan 🏴\U000e0067\U000e0062\U000e007f",
    "trailing backslash": "C:\\offers\\",
    "lone surrogate": "half\ud83d",
    "very long": "long-" * 2000,
    "control characters": "tab\there\nline\rreturn\x00null\x85next\u2028line",
}
"""Every string a manufacturer or reseller can choose, by what is nasty about it."""

GARNISH = " [/b]\x1b[2J\u202e[@click=app.quit]x[/]"
"""At the end of every error message of this world."""


def hostile(day: Day) -> Seed:
    """One authorization and one offer for every nasty string, which is in every text of both."""
    documents = {stable_id("resaleauthz", f"nasty {label}"): _document(day, label) for label in NASTY}
    offers = [_offer(day, label, documents) for label in NASTY]
    return Seed(documents, offers, Facts(garnish=GARNISH))


def _document(day: Day, label: str) -> Json:
    text = NASTY[label]
    account = f"2999{10_000_000 + list(NASTY).index(label):08d}"
    deal = Deal(text, description=text, reseller_name=text, buyers=[("411122223333", text)], offers_created=1)
    dimension = {**metered(f"k {text}", text, text), "Unit": text}
    return authorization_doc(
        day, Maker(text, account, text), deal, [dimension], [usage({f"k {text}": "0.25"})]
    )


def _offer(day: Day, label: str, documents: dict[str, Json]) -> SeedOffer:
    source = stable_id("resaleauthz", f"nasty {label}")
    key = stable_id("offer", f"nasty {label}")
    chosen = Offer(key, "", name=NASTY[label], description=NASTY[label], end_date=day.date(30))
    seed = offer_from(day, source, documents[source], chosen, released=-1)
    return replace(seed, offer=replace(seed.offer, offer_set_id="offerset-nasty"))
