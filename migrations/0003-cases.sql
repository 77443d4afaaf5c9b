-- Lists of cases: rows are a pure function of one case's head.

create table case_lines (
  authority int not null,
  stream uuid not null,
  version int not null,
  number text not null,
  service text not null,
  package_version int not null,
  subject text not null,
  applicant text not null,
  status text not null,
  team text not null,
  turn text not null,
  filed bigint not null,
  due date not null,
  touched bigint not null,
  agent uuid,
  agent_name text,
  unread boolean not null,
  primary key (authority, stream)
);
-- The inbox reads open cases of a team by deadline; closed ones would make its index grow for ever.
create index case_lines_work on case_lines (authority, team, turn, due, stream) where turn <> 'nobody';
call protect_view('case_lines');

create table case_holders (
  authority int not null,
  stream uuid not null,
  version int not null,
  holder uuid not null,
  filed bigint not null,
  primary key (authority, stream, holder)
);
create index case_holders_of on case_holders (authority, holder, filed desc);
call protect_view('case_holders');

create table case_addresses (
  authority int not null,
  stream uuid not null,
  version int not null,
  address_key text not null,      -- a keyed hash, not the address
  primary key (authority, stream)
);
create index case_addresses_key on case_addresses (authority, address_key);
call protect_view('case_addresses');
