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

-- Needs ("my need is not listed") are cases of one service: an index of these alone costs other cases nothing.
create index case_lines_needs on case_lines (authority, stream) where service = 'need';

create table need_themes (
  authority int not null,
  stream uuid not null,
  version int not null,
  need uuid not null,             -- the case
  theme text not null,
  primary key (authority, stream)
);
create index need_themes_need on need_themes (authority, need);
create index need_themes_theme on need_themes (authority, theme);
call protect_view('need_themes');
