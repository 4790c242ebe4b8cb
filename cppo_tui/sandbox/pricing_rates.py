"""Rules for rate cards: prices by dimension, for use or for a contract of some length (fact sheet 2.15)."""

from datetime import date
from itertools import chain

from cppo_tui.sandbox import durations
from cppo_tui.sandbox.amounts import places
from cppo_tui.sandbox.assumptions import (
    MAX_CONTRACT_MONTHS,
    MAX_DIMENSIONS,
    MAX_RATE_CARDS,
    UPFRONT_PRICE_PLACES,
    USAGE_PRICE_PLACES,
)
from cppo_tui.sandbox.case import Case, Complaint
from cppo_tui.sandbox.records import Json


def rate_objections(case: Case, term: Json) -> list[Complaint]:
    """Objections to the cards of one term."""
    usage = term["Type"] == "UsageBasedPricingTerm"
    cards = term["RateCards"]
    most = 1 if usage else MAX_RATE_CARDS
    found = []
    if len(cards) > most:
        found.append(Complaint("TOO_MANY_RATE_CARDS", f"Provide at most {most} rate cards."))
    found += chain.from_iterable(_card_objections(card, usage=usage) for card in cards)
    return found if usage else [*found, *_selector_objections(case, cards), *_likeness_objections(cards)]


def _card_objections(card: Json, *, usage: bool) -> list[Complaint]:
    rates = card["RateCard"]
    most = USAGE_PRICE_PLACES if usage else UPFRONT_PRICE_PLACES
    found = []
    if len({rate["DimensionKey"] for rate in rates}) < len(rates):
        found.append(Complaint("DUPLICATE_DIMENSION_KEYS", "Provide each DimensionKey once."))
    if len(rates) > MAX_DIMENSIONS:
        found.append(Complaint("TOO_MANY_RATES", f"Provide at most {MAX_DIMENSIONS} rates."))
    if any(places(rate["Price"]) > most for rate in rates):
        found.append(Complaint("INVALID_RATE_CARD", f"Provide prices with up to {most} decimal places."))
    return found


def _selector_objections(case: Case, cards: list[Json]) -> list[Complaint]:
    """Each card is for a length of its own; with a start and an end, one of them is for just that long."""
    lengths = [durations.parse(card["Selector"]["Value"]) for card in cards]
    found = []
    if not all(length.is_contract_length for length in lengths):
        text = f"Provide a Selector with a duration between 1 and {MAX_CONTRACT_MONTHS} months."
        found.append(Complaint("INVALID_SELECTOR_DURATION_VALUE", text))
    if len(set(lengths)) < len(lengths):
        found.append(Complaint("DUPLICATE_SELECTORS", "Provide each Selector once."))
    validity = case.after.validity or {}
    if "AgreementStartDate" in validity and "AgreementEndDate" in validity:
        start = date.fromisoformat(validity["AgreementStartDate"])
        ends = {length.last_day_from(start).isoformat() for length in lengths}
        if validity["AgreementEndDate"] not in ends:
            text = "Provide a Selector equal to the time between AgreementStartDate and AgreementEndDate."
            found.append(Complaint("INCOMPATIBLE_SELECTOR_DURATION", text))
    return found


def _likeness_objections(cards: list[Json]) -> list[Complaint]:
    """The cards differ in length and price only."""
    found = []
    if any(card["Constraints"] != cards[0]["Constraints"] for card in cards):
        text = "Provide the same Constraints in all rate cards."
        found.append(Complaint("INCOMPATIBLE_RATE_CARD_CONSTRAINTS", text))
    sold = [{rate["DimensionKey"] for rate in card["RateCard"]} for card in cards]
    if any(keys != sold[0] for keys in sold):
        found.append(Complaint("INCOMPATIBLE_RATES", "Provide the same dimensions in all rate cards."))
    return found
