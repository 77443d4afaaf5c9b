-- Files that people send along. Their bytes are in the object store, under their hash; these tables say what is there and who
-- sent it. Not in the journal: a file belongs to a draft first, and the event that files the case names it by its hash.

create table documents (
  authority int not null,
  file text not null check (file ~ '^[0-9a-f]{64}$'),     -- SHA-256 of the content, in hex
  type text not null,             -- what the content was found to be
  bytes bigint not null,
  touched bigint not null,        -- milliseconds since 1970: when it last came
  going boolean not null default false,   -- its bytes are being deleted; whoever brings them again waits until they are gone
  primary key (authority, file)
);
call protect('documents');
grant select, insert, update, delete on documents to parvis_app;

-- Which draft, and so which case (it has the draft's id), a file belongs to, and what its sender called it.
create table uploads (
  authority int not null,
  draft uuid not null,
  file text not null,
  account uuid not null,
  name text not null,
  kept bigint not null,           -- milliseconds since 1970, like the next
  checked bigint not null,        -- when the sweep last looked whether a draft or case still names it
  filed boolean not null default false,   -- a case names it: it stays until the case is erased
  primary key (authority, draft, file),
  foreign key (authority, file) references documents (authority, file)
);
create index uploads_of_file on uploads (authority, file);
create index uploads_to_check on uploads (authority, checked) where not filed;
call protect('uploads');
grant select, insert, update, delete on uploads to parvis_app;
