"""The layout of the database, as the ordered steps that lead to it. A released step is never edited.

``body`` holds the whole value as JSON and ``digest`` its SHA-256, so that a changed byte is noticed; the
other columns repeat what lists show, so that listing needs no JSON. A change to the draft or submission
models that older programs cannot read needs a step here too, even an empty one: the number is what makes
an older program refuse the file instead of misreading it.
"""

APPLICATION_ID = 0x6370706F
"""SQLite's mark of whose file it is: "cppo" in ASCII."""

IN_FLIGHT = "('sending', 'accepted', 'unknown')"
"""SubmissionState.in_flight for SQL (that enum cannot be imported here without pydantic)."""

_DRAFTS = """
CREATE TABLE drafts (
    id TEXT PRIMARY KEY NOT NULL,
    mode TEXT NOT NULL,
    title TEXT NOT NULL,
    product TEXT NOT NULL,
    buyers TEXT NOT NULL,
    step INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    updated TEXT NOT NULL,
    deleted_at TEXT,
    digest TEXT NOT NULL,
    body TEXT NOT NULL
)"""

_SUBMISSIONS = """
CREATE TABLE submissions (
    id TEXT PRIMARY KEY NOT NULL,
    mode TEXT NOT NULL,
    draft_id TEXT NOT NULL,
    title TEXT NOT NULL,
    buyers TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    token TEXT NOT NULL,
    plan_digest TEXT NOT NULL,
    change_set_id TEXT NOT NULL,
    offer_id TEXT NOT NULL,
    updated TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL
)"""

_TEMPLATES = """
CREATE TABLE templates (
    mode TEXT NOT NULL,
    name TEXT NOT NULL,
    updated TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (mode, name)
)"""

_ADDRESS_BOOK = """
CREATE TABLE address_book (
    mode TEXT NOT NULL,
    account TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (mode, account)
)"""

Migration = tuple[str, ...]

MIGRATIONS: tuple[Migration, ...] = (
    (
        f"PRAGMA application_id = {APPLICATION_ID}",
        "CREATE TABLE written_by (version INTEGER PRIMARY KEY NOT NULL, program TEXT NOT NULL)",
        _DRAFTS,
        "CREATE INDEX drafts_by_time ON drafts (mode, updated)",
        _SUBMISSIONS,
        "CREATE INDEX submissions_by_time ON submissions (mode, updated)",
        # One submission of a draft at a time, also between processes and whatever the program believes.
        f"CREATE UNIQUE INDEX one_in_flight ON submissions (draft_id) WHERE state IN {IN_FLIGHT}",
        # A token stands for one request body for ever; the same one twice would be two offers or none.
        "CREATE UNIQUE INDEX token_once ON submissions (token) WHERE token <> ''",
    ),
    # Templates; and from here on a draft may hold what layout 1 did not know: contracts, further terms.
    (_TEMPLATES,),
    # The address book; and from here on a submission may change the expiry of an offer.
    (_ADDRESS_BOOK,),
)
