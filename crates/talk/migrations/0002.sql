-- What a conversation is about, and the head of its chain of messages.
CREATE TABLE thread (
  conversation {I64} NOT NULL,
  opened_by {I64} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject {TEXT} NOT NULL,
  title {TEXT} NOT NULL,
  category {TEXT},
  length {I64} NOT NULL,
  head {BYTES},
  PRIMARY KEY (conversation),
  CONSTRAINT thread_has_a_head_with_its_first_message CHECK ((length = 0) = (head IS NULL)),
  FOREIGN KEY (conversation) REFERENCES conversation (id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- A message's place in the chain; `content` is JSON that SQL never looks into.
CREATE TABLE seal (
  conversation {I64} NOT NULL,
  message {I64} NOT NULL,
  nth {I64} NOT NULL,
  content {TEXT},
  hash {BYTES} NOT NULL,
  PRIMARY KEY (conversation, message),
  CONSTRAINT seal_counts_from_one CHECK (nth >= 1),
  FOREIGN KEY (conversation, message) REFERENCES message (conversation, id)
    DEFERRABLE INITIALLY DEFERRED
) {WR};
CREATE UNIQUE INDEX seal_nth ON seal (conversation, nth);

-- One row for each side, so that a firm's list stays on its own home.
CREATE TABLE firm_talk (
  firm {I64} NOT NULL,
  conversation {I64} NOT NULL,
  other_firm {I64} NOT NULL,
  subject_kind {TEXT} NOT NULL,
  subject {TEXT} NOT NULL,
  title {TEXT} NOT NULL,
  is_asked {I64} NOT NULL,
  opened_at {I64} NOT NULL,
  opening_hash {BYTES},
  answered_at {I64},
  last_message {I64} NOT NULL,
  last_at {I64} NOT NULL,
  last_firm {I64} NOT NULL,
  excerpt {TEXT} NOT NULL,
  unread {I64} NOT NULL,
  unread_since {I64},
  told_to {I64} NOT NULL,
  handler {I64},
  burst_at {I64} NOT NULL,
  burst {I64} NOT NULL,
  PRIMARY KEY (firm, conversation),
  CONSTRAINT firm_talk_has_two_sides CHECK (firm <> other_firm),
  CONSTRAINT firm_talk_asks_or_is_asked CHECK (is_asked IN (0, 1)),
  CONSTRAINT firm_talk_dates_what_is_unread CHECK ((unread = 0) = (unread_since IS NULL))
) {WR};
CREATE INDEX firm_talk_newest ON firm_talk (firm, last_message);
CREATE INDEX firm_talk_opened ON firm_talk (firm, opened_at);
CREATE INDEX firm_talk_unread ON firm_talk (firm, last_message) WHERE unread > 0;

-- Messages that one side does not want to see any more; they are kept.
CREATE TABLE hidden (
  firm {I64} NOT NULL,
  conversation {I64} NOT NULL,
  message {I64} NOT NULL,
  person {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, conversation, message)
) {WR};

-- Who of a firm gave a conversation to whom.
CREATE TABLE handover (
  conversation {I64} NOT NULL,
  id {I64} NOT NULL,
  firm {I64} NOT NULL,
  from_person {I64},
  to_person {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (conversation, id),
  FOREIGN KEY (conversation) REFERENCES conversation (id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- Who of a firm gets new conversations; the first rule that fits counts.
CREATE TABLE routing (
  firm {I64} NOT NULL,
  id {I64} NOT NULL,
  category {TEXT},
  country {TEXT},
  person {I64} NOT NULL,
  PRIMARY KEY (firm, id)
) {WR};

-- The same buyer keeps its colleague.
CREATE TABLE regular (
  firm {I64} NOT NULL,
  other_firm {I64} NOT NULL,
  person {I64} NOT NULL,
  PRIMARY KEY (firm, other_firm)
) {WR};

-- When somebody of a firm was here last.
CREATE TABLE presence (
  firm {I64} NOT NULL,
  seen_at {I64} NOT NULL,
  PRIMARY KEY (firm)
) {WR};

-- Whose messages a firm does not take.
CREATE TABLE block (
  firm {I64} NOT NULL,
  other_firm {I64} NOT NULL,
  person {I64} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (firm, other_firm),
  CONSTRAINT block_is_of_another CHECK (firm <> other_firm)
) {WR};

-- What a firm asked the market's people to look at.
CREATE TABLE report (
  conversation {I64} NOT NULL,
  id {I64} NOT NULL,
  firm {I64} NOT NULL,
  other_firm {I64} NOT NULL,
  person {I64} NOT NULL,
  reason {TEXT} NOT NULL,
  note {TEXT} NOT NULL,
  at {I64} NOT NULL,
  outcome {TEXT},
  clerk {I64},
  closed_at {I64},
  PRIMARY KEY (conversation, id),
  CONSTRAINT report_is_closed_by_somebody
    CHECK ((outcome IS NULL) = (clerk IS NULL) AND (outcome IS NULL) = (closed_at IS NULL)),
  FOREIGN KEY (conversation) REFERENCES conversation (id) DEFERRABLE INITIALLY DEFERRED
) {WR};
CREATE UNIQUE INDEX report_open ON report (conversation, firm) WHERE outcome IS NULL;
CREATE INDEX report_queue ON report (id) WHERE outcome IS NULL;

-- The market's people who read a conversation, and why.
CREATE TABLE talk_access (
  conversation {I64} NOT NULL,
  id {I64} NOT NULL,
  person {I64} NOT NULL,
  why {TEXT} NOT NULL,
  at {I64} NOT NULL,
  PRIMARY KEY (conversation, id),
  FOREIGN KEY (conversation) REFERENCES conversation (id) DEFERRABLE INITIALLY DEFERRED
) {WR};

-- How a person wants to hear by mail of what they have not read.
CREATE TABLE mail_wish (
  person {ID},
  wish {TEXT} NOT NULL,
  sent_at {I64},
  CONSTRAINT mail_wish_is_known CHECK (wish = 'never' OR wish = 'at_once' OR wish = 'daily')
) {ST};

-- The links in letters that stop the letters, by the hash of their token.
CREATE TABLE mail_off (
  hash {BYTES} NOT NULL,
  person {I64} NOT NULL,
  expires_at {I64} NOT NULL,
  PRIMARY KEY (hash)
) {WR};
CREATE INDEX mail_off_end ON mail_off (expires_at);

-- A conversation that was there before: its chain begins with what is said next.
INSERT INTO thread (conversation, opened_by, subject_kind, subject, title, category, length, head)
SELECT id, first_firm, 'none', '', '', NULL, 0, NULL FROM conversation;

INSERT INTO firm_talk (firm, conversation, other_firm, subject_kind, subject, title, is_asked,
  opened_at, opening_hash, answered_at, last_message, last_at, last_firm, excerpt, unread,
  unread_since, told_to, handler, burst_at, burst)
SELECT c.first_firm, c.id, c.second_firm, 'none', '', '', 0, c.at, NULL, NULL,
  COALESCE((SELECT MAX(m.id) FROM message m WHERE m.conversation = c.id), c.id),
  COALESCE((SELECT MAX(m.at) FROM message m WHERE m.conversation = c.id), c.at),
  c.first_firm, '', 0, NULL, 0, NULL, 0, 0 FROM conversation c;

INSERT INTO firm_talk (firm, conversation, other_firm, subject_kind, subject, title, is_asked,
  opened_at, opening_hash, answered_at, last_message, last_at, last_firm, excerpt, unread,
  unread_since, told_to, handler, burst_at, burst)
SELECT c.second_firm, c.id, c.first_firm, 'none', '', '', 1, c.at, NULL,
  (SELECT MIN(m.at) FROM message m WHERE m.conversation = c.id AND m.firm = c.second_firm),
  COALESCE((SELECT MAX(m.id) FROM message m WHERE m.conversation = c.id), c.id),
  COALESCE((SELECT MAX(m.at) FROM message m WHERE m.conversation = c.id), c.at),
  c.first_firm, '', 0, NULL, 0, NULL, 0, 0 FROM conversation c;
