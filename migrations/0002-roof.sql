-- The roof's own tables: who is signed in, and how often something was tried. Neither is part of the journal: nothing
-- that matters for a case stands here, and a restored installation may begin with both empty.

-- Only the SHA-256 of a session's token is kept: whoever reads this table cannot become anybody.
create table sessions (
  authority int not null,
  hash bytea not null check (length(hash) = 32),
  kind text not null,
  account uuid,
  agent uuid,
  created bigint not null,        -- milliseconds since 1970, like the two below
  seen bigint not null,
  expires bigint not null,
  primary key (authority, hash),
  check ((kind = 'account' and account is not null and agent is null) or (kind = 'agent' and agent is not null and account is null))
);
-- Signing out everywhere finds all sessions of one agent or account.
create index sessions_of_account on sessions (authority, account) where account is not null;
create index sessions_of_agent on sessions (authority, agent) where agent is not null;

-- Attempts in a window of time; the key is a keyed hash. Unlogged: after a crash the counting begins again, a write costs no WAL.
create unlogged table throttles (
  authority int not null,
  key text not null,
  began bigint not null,          -- milliseconds since 1970
  ends bigint not null,
  count int not null,
  primary key (authority, key)
);

call protect('sessions');
call protect('throttles');
grant select, insert, update, delete on sessions, throttles to parvis_app;
