-- The list of e-mails: rows are a pure function of one mailing's head.

create table mailings (
  authority int not null,
  stream uuid not null,
  version int not null,
  masked text not null,           -- j•••@example.org: enough to recognise an address, too little to use it
  purpose text not null,
  status text not null,
  attempts int not null,
  why text,
  queued bigint not null,         -- milliseconds since 1970, like the next
  touched bigint not null,
  primary key (authority, stream)
);
create index mailings_newest on mailings (authority, queued, stream);
call protect_view('mailings');
-- The minute's sweep looks for those that wait; most are sent.
create index mailings_waiting on mailings (authority, touched) where status in ('queued', 'failed');
