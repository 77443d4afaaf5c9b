-- The catalogue: how many people were led to services of somebody else. Figures only: nothing here or in the journal says who.

create table handovers (
  authority int not null,
  stream uuid not null,
  version int not null,
  service text not null,
  day date not null,
  audience text not null,         -- whose page they came from; 'any' from the home or a list
  count int not null,
  primary key (authority, stream, audience)
);
create index handovers_of_day on handovers (authority, day, service);
call protect_view('handovers');
