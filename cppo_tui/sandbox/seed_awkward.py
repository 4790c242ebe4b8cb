"""A seller with whom AWS has a bone to pick: unverified, at its limits, and with odd drafts lying about."""

from dataclasses import replace

from cppo_tui.sandbox.offer import Offer
from cppo_tui.sandbox.records import Facts, Json, Product, Seller
from cppo_tui.sandbox.seed_archera import ARCHERA, BRONZE, archera_authorizations
from cppo_tui.sandbox.seed_documents import offer_from
from cppo_tui.sandbox.seed_model import Day, Seed, SeedOffer
from cppo_tui.sandbox.seed_offers import earlier_offers
from cppo_tui.sandbox.seed_vendors import BRIGHTLOOM, CONTRACT, INSTALLMENTS, MAKERS, vendor_authorizations

OWN_SCHEDULE_ON_CONTRACT = "offer-ownsched2cont5"
OWN_SCHEDULE_ON_INSTALLMENTS = "offer-ownsched6inst7"
SCHEDULE_WITHOUT_PRICE = "offer-schedonly4pjxk"
STALE_DRAFT = "offer-staledraft3wrn"

FACTS = Facts(
    seller=Seller(
        verified=False, tax_form_on_file=False, disbursement_currencies=("GBP",), max_released_offers=2
    ),
    products={
        **{maker.product_id: Product(maker.kind) for maker in MAKERS},
        BRIGHTLOOM.product_id: Product(public_offer=False),
        ARCHERA.product_id: Product(),
    },
)


def awkward(day: Day) -> Seed:
    """The same authorizations as ever, but every release meets an objection."""
    documents = {**archera_authorizations(day), **vendor_authorizations(day)}
    return Seed(documents, [*earlier_offers(day, documents), *_odd_drafts(day, documents)], FACTS)


def _odd_drafts(day: Day, documents: dict[str, Json]) -> list[SeedOffer]:
    charges = [{"ChargeDate": day.date(60), "ChargeAmount": "5000"}]
    schedule: Json = {"Type": "PaymentScheduleTerm", "CurrencyCode": "USD", "Schedule": charges}
    price: Json = {"Type": "FixedUpfrontPricingTerm", "CurrencyCode": "USD", "Price": "0", "Grants": []}

    def draft(key: str, source: str, end: int | None = 30) -> SeedOffer:
        end_date = None if end is None else day.date(end)
        chosen = Offer(key, "", name="Odd draft", description="Odd draft", end_date=end_date)
        return offer_from(day, source, documents[source], chosen, released=None)

    def with_own(seed: SeedOffer, *terms: Json) -> SeedOffer:
        return replace(seed, offer=replace(seed.offer, own_terms=list(terms)))

    return [
        with_own(draft(OWN_SCHEDULE_ON_CONTRACT, CONTRACT), price, schedule),
        with_own(draft(OWN_SCHEDULE_ON_INSTALLMENTS, INSTALLMENTS), schedule),
        with_own(draft(SCHEDULE_WITHOUT_PRICE, BRONZE), schedule),
        draft(STALE_DRAFT, BRONZE, end=-2),
    ]
