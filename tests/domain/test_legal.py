"""The end-user agreement: inherited, AWS's own, or a document in S3, by a link that lasts (2.7)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cppo_tui.domain.checks.further import check_further
from cppo_tui.domain.complete import offer_terms
from cppo_tui.domain.draft import EulaChoice, EulaKind, OfferDraft, ProductType
from cppo_tui.domain.findings import Finding, Severity
from cppo_tui.domain.legal import EulaDocument, SignedLink, resolve_eula, signed, url_problem
from tests.domain.given import NOW, a_context, a_draft, codes

PLAIN = "https://contoso-legal.s3.us-east-1.amazonaws.com/eula%20v2.pdf"
QUERY = (
    "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIA%2F20261123%2Fus-east-1%2Fs3%2Faws4_request"
    "&X-Amz-Date=20261123T090000Z&X-Amz-Expires=604800&X-Amz-SignedHeaders=host&X-Amz-Signature=ab12"
)
PRESIGNED = f"{PLAIN}?{QUERY}"
FILE = EulaChoice(kind=EulaKind.FILE, path="eula.pdf", bucket="contoso-legal")


def by_url(url: str, **facts: Any) -> OfferDraft:
    return a_draft(eula=EulaChoice(kind=EulaKind.URL, url=url, **facts))


def a_link(source: str = PLAIN, *, lasts: timedelta | None = timedelta(days=7)) -> SignedLink:
    return SignedLink(
        source=source, url=f"{source}?X-Amz-Signature=1", ends=NOW + lasts if lasts is not None else None
    )


def said(draft: OfferDraft, link: SignedLink | None = None) -> tuple[Finding, ...]:
    return check_further(draft, a_context(signed_eula=link))


def test_inheriting_sends_nothing() -> None:
    assert resolve_eula(a_draft(), a_link()) is None
    terms = offer_terms(a_draft(), a_context(signed_eula=a_link()))
    assert terms is not None
    assert terms.eula is None


def test_the_standard_one_is_sent_in_its_newest_version() -> None:
    document = resolve_eula(a_draft(eula=EulaChoice(kind=EulaKind.STANDARD)), None)
    assert isinstance(document, EulaDocument)
    assert document.document == {"Type": "StandardEula", "Version": "2022-07-14"}


def test_professional_services_need_one_of_their_own() -> None:
    services = ProductType.SERVICES
    standard = a_draft(eula=EulaChoice(kind=EulaKind.STANDARD), product_type=services)
    assert codes(said(standard)) == ["EULA_STANDARD_WITH_SERVICES"]
    assert said(a_draft(product_type=services)) == ()
    own = by_url(PLAIN).model_copy(update={"product_type": services})
    assert said(own) == ()


def test_a_public_document_is_sent_by_its_address() -> None:
    document = resolve_eula(by_url(PLAIN), None)
    assert isinstance(document, EulaDocument)
    assert document.document == {"Type": "CustomEula", "Url": PLAIN}


@pytest.mark.parametrize(
    "url",
    [
        "https://b.s3.amazonaws.com/e.pdf",
        "https://s3.amazonaws.com/bucket/e.pdf",
        "https://s3.us-west-2.amazonaws.com/bucket/e.pdf",
        "https://b.s3-eu-west-1.amazonaws.com/e.pdf",
        "https://b.s3.dualstack.us-east-1.amazonaws.com/a/b/e.pdf",
        "https://my.own.bucket.s3.eu-central-1.amazonaws.com/e.txt",
        "https://b.s3.cn-north-1.amazonaws.com.cn/e.pdf",
        "https://B.S3.AMAZONAWS.COM/e.pdf",
        PLAIN,
        PRESIGNED,
    ],
)
def test_every_spelling_of_an_s3_address_is_taken(url: str) -> None:
    assert url_problem(url) is None


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("", "EULA_URL_MISSING"),
        ("  ", "EULA_URL_MISSING"),
        ("http://b.s3.amazonaws.com/e.pdf", "EULA_URL_UNREADABLE"),
        ("s3://bucket/e.pdf", "EULA_URL_UNREADABLE"),
        ("b.s3.amazonaws.com/e.pdf", "EULA_URL_UNREADABLE"),
        ("https://b.s3.amazonaws.com/my eula.pdf", "EULA_URL_UNREADABLE"),
        ("https://[", "EULA_URL_UNREADABLE"),
        ("https:///e.pdf", "EULA_URL_UNREADABLE"),
        ("https://b.s3.amazonaws.com", "EULA_URL_NOT_S3"),
        ("https://b.s3.amazonaws.com/", "EULA_URL_NOT_S3"),
        ("https://contoso.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://s3.amazonaws.com.contoso.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://b.s3.amazonaws.com@contoso.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://fakes3.amazonaws.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://b.ec2.amazonaws.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://s3.amazonaws.com/bucket", "EULA_URL_NOT_S3"),
        ("https://s3.amazonaws.com/bucket/", "EULA_URL_NOT_S3"),
        ("https://b.s3-website.eu-central-1.amazonaws.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://b.s3-website-us-east-1.amazonaws.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://me@b.s3.amazonaws.com/e.pdf", "EULA_URL_NOT_S3"),
        ("https://b.s3.amazonaws.com:8443/e.pdf", "EULA_URL_NOT_S3"),
    ],
)
def test_an_address_aws_would_not_fetch_from_is_refused(url: str, code: str) -> None:
    (finding,) = said(by_url(url))
    assert (finding.code, finding.field, finding.stops) == (code, "eula", True)
    assert offer_terms(by_url(url), a_context()) is None


def test_a_presigned_address_is_taken_apart() -> None:
    link = signed(PRESIGNED)
    assert link is not None
    assert (link.source, link.url) == (PLAIN, PRESIGNED)
    assert link.ends == datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def test_a_plain_address_is_no_link() -> None:
    assert signed(PLAIN) is None
    assert signed(f"{PLAIN}?versionId=3") is None


@pytest.mark.parametrize(
    "query",
    [
        "Signature=ab&AWSAccessKeyId=AK&Expires=1795000000",
        "X-Amz-Signature=ab",
        "X-Amz-Signature=ab&X-Amz-Date=yesterday&X-Amz-Expires=60",
        "X-Amz-Signature=ab&X-Amz-Date=20260230T000000Z&X-Amz-Expires=60",
        "X-Amz-Signature=ab&X-Amz-Date=20261123T090000Z&X-Amz-Expires=-60",
        "X-Amz-Signature=ab&X-Amz-Date=20261123T090000Z&X-Amz-Expires=99999999",
        "X-Amz-Signature=ab&X-Amz-Date=99991231T235959Z&X-Amz-Expires=9999999",
    ],
)
def test_a_signature_whose_end_is_not_told_is_still_a_signature(query: str) -> None:
    link = signed(f"{PLAIN}?{query}")
    assert link is not None
    assert (link.source, link.ends) == (PLAIN, None)


def test_the_signed_address_is_sent_and_the_plain_one_kept() -> None:
    draft, link = by_url(PLAIN, needs_link=True), signed(PRESIGNED)
    document = resolve_eula(draft, link)
    assert document == EulaDocument(url=PRESIGNED)
    assert "X-Amz" not in draft.model_dump_json()


def test_without_the_signature_it_was_given_with_it_is_not_sent() -> None:
    (finding,) = said(by_url(PLAIN, needs_link=True))
    assert (finding.code, finding.stops) == ("EULA_LINK_MISSING", True)


def test_a_link_to_another_document_is_never_sent() -> None:
    other = a_link("https://contoso-legal.s3.amazonaws.com/other.pdf")
    assert resolve_eula(by_url(PLAIN), other) == EulaDocument(url=PLAIN)
    assert codes(said(by_url(PLAIN, needs_link=True), other)) == ["EULA_LINK_MISSING"]
    assert codes(said(a_draft(eula=FILE), other)) == ["EULA_NOT_UPLOADED"]


def test_a_file_is_uploaded_before_it_can_be_sent() -> None:
    assert codes(said(a_draft(eula=EulaChoice(kind=EulaKind.FILE)))) == ["EULA_FILE_MISSING"]
    assert codes(said(a_draft(eula=FILE))) == ["EULA_NOT_UPLOADED"]
    link = SignedLink(source="eula.pdf", url=PRESIGNED, ends=NOW + timedelta(days=7))
    assert said(a_draft(eula=FILE), link) == ()
    assert resolve_eula(a_draft(eula=FILE), link) == EulaDocument(url=PRESIGNED)


@pytest.mark.parametrize(
    ("lasts", "expected"),
    [
        (timedelta(seconds=-1), ("EULA_LINK_EXPIRED", Severity.BLOCKING)),
        (timedelta(0), ("EULA_LINK_EXPIRED", Severity.BLOCKING)),
        (timedelta(seconds=1), ("EULA_LINK_SHORT", Severity.WARNING)),
        (timedelta(hours=12, seconds=-1), ("EULA_LINK_SHORT", Severity.WARNING)),
        (timedelta(hours=12), None),
        (timedelta(days=7), None),
        (None, None),
    ],
)
def test_the_link_must_last_until_aws_fetches_the_document(
    lasts: timedelta | None, expected: tuple[str, Severity] | None
) -> None:
    found = said(by_url(PLAIN), a_link(lasts=lasts))
    assert [(one.code, one.severity) for one in found] == ([expected] if expected else [])


@pytest.mark.parametrize(
    ("lasts", "words"),
    [(timedelta(minutes=5), "less than an hour"), (timedelta(hours=3, minutes=5), "less than 4 hours")],
)
def test_how_long_it_still_lasts_is_told(lasts: timedelta, words: str) -> None:
    assert words in said(by_url(PLAIN), a_link(lasts=lasts))[0].message


def test_a_link_that_is_not_used_is_not_judged() -> None:
    expired = a_link(lasts=timedelta(seconds=-1))
    assert said(a_draft(), expired) == ()
    assert said(a_draft(eula=EulaChoice(kind=EulaKind.STANDARD)), expired) == ()


urls = st.text(max_size=30) | st.text(max_size=20).map(lambda text: f"https://b.s3.amazonaws.com/{text}")


@given(urls, st.text(max_size=20), st.sampled_from(EulaKind))
def test_no_address_breaks_the_reading(url: str, path: str, kind: EulaKind) -> None:
    link = signed(url)
    assert link is None or "ignature" not in link.source.partition("?")[2]
    draft = a_draft(eula=EulaChoice(kind=kind, url=url, path=path))
    blocked = any(finding.stops for finding in said(draft, link))
    assert blocked == isinstance(resolve_eula(draft, link), Finding)
