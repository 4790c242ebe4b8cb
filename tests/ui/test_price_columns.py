"""Step 3's prices: digits are shown or missed, never cut unseen, and columns stay apart."""

from decimal import Decimal

import pytest
from textual.widgets import Button

from cppo_tui.domain.authorization import Dimension, ResaleAuthorization
from cppo_tui.domain.draft import PricingChoice
from cppo_tui.domain.pricing_terms import UnitPrice
from cppo_tui.domain.steps import Step
from cppo_tui.ui.widgets.price_table import PriceTable
from tests.ui.stage import LARGE, SMALL, Stage


def authorization(
    stage: Stage, *wholesale: str, currency: str = "USD", name: str = ""
) -> ResaleAuthorization:
    """Bronze with other prices."""
    keys = [f"d{number}" for number in range(len(wholesale))]
    return stage.authorization().model_copy(
        update={
            "currency": currency,
            "dimensions": tuple(Dimension(key=key, name=name or f"Dimension {key}") for key in keys),
            "usage_prices": tuple(
                UnitPrice(dimension_key=key, wholesale=Decimal(price))
                for key, price in zip(keys, wholesale, strict=True)
            ),
        }
    )


async def table(
    stage: Stage, source: ResaleAuthorization, size: tuple[int, int], markup: str = "33.333333333"
) -> list[str]:
    """The table's lines: heading, then prices."""
    draft = stage.draft(pricing=PricingChoice(text=markup)).model_copy(update={"authorization": source})
    async with stage.at(Step.PRICING, draft, size=size):
        prices = stage.app.screen.query_one(PriceTable)
        lines = [prices.render_line(y) for y in range(1 + len(source.usage_prices))]
        assert all(line.cell_length <= prices.size.width for line in lines)
        return [line.text for line in lines]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_long_prices_are_shown_with_all_their_digits(stage: Stage, size: tuple[int, int]) -> None:
    source = authorization(
        stage, "1234567.12345678", "0.008", name="A dimension with a rather long name " * 4
    )
    head, first, second = await table(stage, source, size)
    assert head.split() == ["Dimension", "Wholesale", "Buyer", "pays", "You", "keep"]
    assert first.split()[-3:] == ["$1,234,567.12345678", "$1,646,089.49793826", "$411,522.37448148"]
    assert second.split()[-3:] == ["$0.008", "$0.01066667", "$0.00266667"]
    assert "…" in first


async def test_a_currency_without_a_sign_is_named_in_the_headings(stage: Stage) -> None:
    head, first = await table(stage, authorization(stage, "120", currency="JPY"), SMALL, "25")
    assert head.count("JPY") == 3
    assert "JPY" not in first
    assert first.split()[-3:] == ["120.00", "150.00", "30.00"]


async def test_where_there_is_no_room_a_cut_price_shows_that_it_is_cut(stage: Stage) -> None:
    source = authorization(stage, "123456789012345678901234567890.12345678")
    _, first = await table(stage, source, SMALL)
    figures = first.split()[-3:]
    assert len(figures) == 3
    assert all(figure.endswith("…") for figure in figures)
    assert first.startswith("Dimens")


async def test_columns_stay_where_they_are_while_scrolling(stage: Stage) -> None:
    prices = ["0.01"] * 40 + ["1234567.12345678"]
    lines = await table(stage, authorization(stage, *prices), LARGE, "25")
    ends = {len(line.rstrip()) for line in lines}
    assert len(ends) == 1


@pytest.mark.parametrize(("wholesale", "possible"), [("0.008", True), ("0.02", False)])
async def test_exact_is_offered_only_where_there_is_an_exact_markup(
    stage: Stage, wholesale: str, possible: bool
) -> None:
    source = authorization(stage, wholesale)
    draft = stage.draft().model_copy(update={"authorization": source})
    async with stage.at(Step.PRICING, draft):
        button = stage.app.screen.query_one("#preset-exact", Button)
        assert button.disabled is not possible
        assert ("No markup makes it 0.01" in str(button.tooltip)) is not possible
