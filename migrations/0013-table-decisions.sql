-- What decision tables came to in cases: one row for each table that had a say. It counts how often a table was used, nothing else.

create table table_decisions (
  authority int not null,
  stream uuid not null,
  version int not null,
  nth int not null,               -- the how manieth of the case
  service text not null,
  decision text not null,
  at bigint not null,
  primary key (authority, stream, nth)
);
create index table_decisions_of on table_decisions (authority, service, decision, at);
call protect_view('table_decisions');
