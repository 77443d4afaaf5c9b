-- A form that its writer leaves and goes on with later, here or on another device: docs/decisions/0002-drafts-are-not-journaled.md.
alter table drafts
  add column others uuid[] not null default '{}', -- accounts of other devices, let in by code or link; whoever began it stands in `account`
  add column kept boolean not null default false, -- its writer chose the longer time
  add column number text,                         -- D-00012: with the code it opens the draft on another device
  add column code_hash text,                      -- keyed hash of that code
  add column address text,                        -- where the link and the reminder go
  add column address_key text,                    -- its keyed hash
  add column language text,                       -- in which the reminder is written
  add column remind bigint;                       -- when; null where nobody is to be reminded any more
create unique index drafts_number on drafts (authority, number) where number is not null;
create index drafts_address on drafts (authority, address_key) where address_key is not null;
create index drafts_remind on drafts (authority, remind) where remind is not null;
create index drafts_others on drafts using gin (others) where others <> '{}';
