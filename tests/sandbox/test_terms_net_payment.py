"""How soon an invoiced buyer pays: what the authorization grants can only be shortened (fact sheet 2.12)."""

import pytest

from cppo_tui.sandbox import seed_vendors as vendors
from tests.sandbox.changes import create, net_payment
from tests.sandbox.conftest import Wire


def period(wire: Wire, offer: str) -> list[str]:
    terms = wire.document(offer)["Terms"]
    return [term["PaymentDuePeriod"] for term in terms if term["Type"] == "NetPaymentTerm"]


@pytest.mark.parametrize("shorter", ["P15D", "P30D", "P45D", "P60D"])
def test_a_period_up_to_the_granted_one_replaces_it(wire: Wire, shorter: str) -> None:
    offer = wire.succeed(create(vendors.NET_TERMS), net_payment(shorter))
    assert period(wire, offer) == [shorter]


def test_only_the_net_payment_term_changes(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.NET_TERMS))
    before = wire.document(offer)
    wire.succeed(net_payment("P30D", offer=offer))
    after = wire.document(offer)
    assert [term["Type"] for term in after["Terms"]] == [term["Type"] for term in before["Terms"]]
    assert after["Terms"][1:-1] == before["Terms"][1:-1]
    assert after["Terms"][-1] == {"Type": "NetPaymentTerm", "PaymentDuePeriod": "P30D"}


def test_a_shortened_period_can_be_lengthened_again_up_to_the_granted_one(wire: Wire) -> None:
    offer = wire.succeed(create(vendors.NET_TERMS), net_payment("P15D"))
    wire.succeed(net_payment("P60D", offer=offer))
    assert wire.codes(net_payment("P90D", offer=offer)) == {
        "UpdateNetPaymentTerms": {"INCOMPATIBLE_RESALE_AUTHORIZATION"}
    }
    assert period(wire, offer) == ["P60D"]


def test_nothing_to_remove_is_nothing_wrong(wire: Wire) -> None:
    offer = wire.succeed(create(), net_payment())
    assert period(wire, offer) == []
