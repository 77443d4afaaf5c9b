-- What people have begun to write and not sent. Not in the journal: see docs/decisions/0002-drafts-are-not-journaled.md.
create table drafts (
  authority int not null,
  draft uuid not null,
  account uuid not null,
  service text not null,
  package_version int not null,
  answers jsonb not null,
  started bigint not null,        -- milliseconds since 1970, like the two below
  touched bigint not null,
  expires bigint not null,
  primary key (authority, draft)
);
create index drafts_expire on drafts (authority, expires);
call protect('drafts');
grant select, insert, update, delete on drafts to parvis_app;

-- Whoever begins a request again is offered the draft that was left half answered.
create index drafts_account on drafts (authority, account);
