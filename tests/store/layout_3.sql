-- The database as layout 3 wrote it. Kept for ever: it must open in every later version.
PRAGMA journal_mode = WAL;
PRAGMA application_id = 1668313199;
PRAGMA user_version = 3;
BEGIN TRANSACTION;
CREATE TABLE address_book (
    mode TEXT NOT NULL,
    account TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (mode, account)
);
INSERT INTO "address_book" VALUES('sandbox','012345678901','43c908d524767057a1b195dab4c7c9c2c56f2bf11ae872529b718991bdbc8420','{"account":"012345678901","customer":"Acme Corp","offers":["offer-1"],"listed":[],"last_used":"2026-01-02T03:04:05Z"}');
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
);
INSERT INTO "drafts" VALUES('d1','sandbox','Acme renewal','','0123 4567 8901',1,3,'2026-01-02T03:04:08.000000+00:00',NULL,'550afce6ea48d2dc375e7e99cd8c6dc04acb1657418c309f031dd1e0970d1ee4','{"id":"d1","title":"Acme renewal","authorization":null,"buyers":["012345678901"],"buyer_entry":"","name":null,"description":null,"pricing":{"basis":"markup","text":"","dimension_key":""},"agreement":null,"expiry":null,"start":"","product_type":null,"countries":[],"purpose":"new","earlier_pricing":null,"net_payment":"","eula":{"kind":"inherited","url":"","path":"","bucket":"","needs_link":false},"installments":{"own":false,"rows":[],"duration":"","quantities":[]},"replaces":null,"template":"","mode":"direct","reached":1,"consents":[],"reuse_offer_id":"","reuse_offer_revision":0}');
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
);
CREATE TABLE templates (
    mode TEXT NOT NULL,
    name TEXT NOT NULL,
    updated TEXT NOT NULL,
    digest TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (mode, name)
);
INSERT INTO "templates" VALUES('sandbox','Ours','2026-01-02T03:04:09.000000+00:00','f1dbe1c665396d418b5058f2a70bb836b2f812f9659795b7551f7c529391d11d','{"name":"Ours","choices":{"id":"","title":"","authorization":null,"buyers":[],"buyer_entry":"","name":null,"description":null,"pricing":{"basis":"markup","text":"","dimension_key":""},"agreement":"2 years","expiry":null,"start":"","product_type":null,"countries":[],"purpose":"new","earlier_pricing":null,"net_payment":"","eula":{"kind":"inherited","url":"","path":"","bucket":"","needs_link":false},"installments":{"own":false,"rows":[],"duration":"","quantities":[]},"replaces":null,"template":"","mode":"direct","reached":1,"consents":[],"reuse_offer_id":"","reuse_offer_revision":0},"authorization_id":"resaleauthz-1","reasons":[]}');
CREATE TABLE written_by (version INTEGER PRIMARY KEY NOT NULL, program TEXT NOT NULL);
INSERT INTO "written_by" VALUES(1,'0.1.0');
INSERT INTO "written_by" VALUES(2,'0.1.0');
INSERT INTO "written_by" VALUES(3,'0.1.0');
CREATE INDEX drafts_by_time ON drafts (mode, updated);
CREATE INDEX submissions_by_time ON submissions (mode, updated);
CREATE UNIQUE INDEX one_in_flight ON submissions (draft_id) WHERE state IN ('sending', 'accepted', 'unknown');
CREATE UNIQUE INDEX token_once ON submissions (token) WHERE token <> '';
COMMIT;
