"""Every statement that reads or changes what is kept. Values are always bound."""

from cppo_tui.store.migrations import IN_FLIGHT

# drafts

LIST_DRAFTS = """
SELECT id, title, product, buyers, step, revision, updated FROM drafts
WHERE mode = :mode AND deleted_at IS NULL ORDER BY updated DESC, rowid DESC"""

LIST_BIN = """
SELECT id, title, product, buyers, step, revision, updated FROM drafts
WHERE mode = :mode AND deleted_at IS NOT NULL ORDER BY deleted_at DESC, rowid DESC"""

LIST_DRAFT_BODIES = "SELECT id, body FROM drafts WHERE mode = :mode"

LIST_COMPLETING = """
SELECT id, body FROM drafts
WHERE mode = :mode AND deleted_at IS NULL
    AND instr(body, '"reuse_offer_id":"') AND NOT instr(body, '"reuse_offer_id":""')
ORDER BY updated DESC, rowid DESC"""

READ_DRAFT = "SELECT title, revision, deleted_at, digest, body FROM drafts WHERE id = :id AND mode = :mode"

LOOK_AT_DRAFT = "SELECT mode, title, revision, deleted_at FROM drafts WHERE id = :id"

INSERT_DRAFT = """
INSERT INTO drafts (id, mode, title, product, buyers, step, revision, updated, digest, body)
VALUES (:id, :mode, :title, :product, :buyers, :step, 1, :now, :digest, :body)"""

UPDATE_DRAFT = """
UPDATE drafts SET title = :title, product = :product, buyers = :buyers, step = :step,
    revision = revision + 1, updated = :now, digest = :digest, body = :body
WHERE id = :id AND mode = :mode AND revision = :revision AND deleted_at IS NULL"""

BIN_DRAFT = """
UPDATE drafts SET deleted_at = coalesce(deleted_at, :now) WHERE id = :id AND mode = :mode"""

UNBIN_DRAFT = "UPDATE drafts SET deleted_at = NULL WHERE id = :id AND mode = :mode"

FORGET_DRAFTS = "DELETE FROM drafts WHERE mode = :mode"

# templates

LIST_TEMPLATES = "SELECT name, updated FROM templates WHERE mode = :mode ORDER BY name COLLATE NOCASE, name"

READ_TEMPLATE = "SELECT digest, body FROM templates WHERE mode = :mode AND name = :name"

INSERT_TEMPLATE = """
INSERT INTO templates (mode, name, updated, digest, body) VALUES (:mode, :name, :now, :digest, :body)"""

REPLACE_TEMPLATE = """
UPDATE templates SET updated = :now, digest = :digest, body = :body WHERE mode = :mode AND name = :name"""

DELETE_TEMPLATE = "DELETE FROM templates WHERE mode = :mode AND name = :name"

FORGET_TEMPLATES = "DELETE FROM templates WHERE mode = :mode"

# submissions

FORGET_SUBMISSIONS = "DELETE FROM submissions WHERE mode = :mode"

LIST_SUBMISSIONS = f"""
SELECT id, draft_id, title, buyers, kind, state, change_set_id, offer_id, plan_digest, updated
FROM submissions
WHERE mode = :mode ORDER BY state IN {IN_FLIGHT} DESC, updated DESC, rowid DESC"""  # noqa: S608 - a constant

LIST_SUBMISSION_BODIES = "SELECT id, body FROM submissions WHERE mode = :mode"

READ_SUBMISSION = "SELECT title, state, digest, body FROM submissions WHERE id = :id AND mode = :mode"

LOOK_AT_SUBMISSION = """
SELECT draft_id, state, token, plan_digest, updated FROM submissions WHERE id = :id AND mode = :mode"""

FIND_IN_FLIGHT = f"""
SELECT state FROM submissions WHERE draft_id = :draft_id AND id <> :id AND state IN {IN_FLIGHT}"""  # noqa: S608

INSERT_SUBMISSION = """
INSERT INTO submissions (id, mode, draft_id, title, buyers, kind, state, token, plan_digest, change_set_id,
    offer_id, updated, digest, body)
VALUES (:id, :mode, :draft_id, :title, :buyers, :kind, :state, :token, :plan_digest, :change_set_id,
    :offer_id, :updated, :digest, :body)"""

UPDATE_SUBMISSION = """
UPDATE submissions SET title = :title, buyers = :buyers, kind = :kind, state = :state, token = :token,
    plan_digest = :plan_digest, change_set_id = :change_set_id, offer_id = :offer_id, updated = :updated,
    digest = :digest, body = :body
WHERE id = :id AND mode = :mode AND state = :expected"""

# address book

LIST_ACCOUNTS = "SELECT account, digest, body FROM address_book WHERE mode = :mode ORDER BY account"

READ_ACCOUNT = "SELECT account, digest, body FROM address_book WHERE mode = :mode AND account = :account"

KEEP_ACCOUNT = """
INSERT OR REPLACE INTO address_book (mode, account, digest, body) VALUES (:mode, :account, :digest, :body)"""

FORGET_ACCOUNTS = "DELETE FROM address_book WHERE mode = :mode"
