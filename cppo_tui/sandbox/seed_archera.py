"""The authorizations this tool was first written for: one usage dimension at three wholesale tiers."""

from cppo_tui.sandbox.records import Json
from cppo_tui.sandbox.seed_documents import Deal, Maker, authorization_doc, metered, usage
from cppo_tui.sandbox.seed_model import Day

ARCHERA = Maker("Reserved AI", "600020003000", "Archera - Subscription")

BRONZE = "resaleauthz-archbronze2qx"
SILVER = "resaleauthz-archsilver3km"
GOLD = "resaleauthz-archgold74twd"

_TIERS = {
    BRONZE: ("Archera-Meridian-Subscription-2024", "0.008", 2),
    SILVER: ("Archera-Meridian-Subscription-2024-Silver", "0.0075", 1),
    GOLD: ("Archera-Meridian-Subscription-2024-Gold", "0.007", 0),
}


def archera_authorizations(day: Day) -> dict[str, Json]:
    """Bronze, Silver and Gold, for any number of offers and without an end."""
    dimension = metered("gri_premiums", "Guaranteed Reserved Instance Premiums", "Premiums billed in units")
    return {
        key: authorization_doc(
            day,
            ARCHERA,
            Deal(name, created=-400 + 20 * place, offers_created=offers),
            [dimension],
            [usage({"gri_premiums": price})],
        )
        for place, (key, (name, price, offers)) in enumerate(_TIERS.items())
    }
