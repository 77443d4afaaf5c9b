-- Reminders to those who work: who gets them, and on which day the law decides a case that nobody has answered.

create table agents (
  authority int not null,
  stream uuid not null,
  version int not null,
  reminded boolean not null,
  primary key (authority, stream)
);
call protect_view('agents');

alter table case_lines add column silence date;
create index case_lines_silence on case_lines (authority, silence) where silence is not null;

-- What was there before has no rows until its stream is touched: they are made once, by what the heads say. Row security binds the
-- owner too, who sees no authority's rows; for these statements it does not. (0012 left that out: its rows are made here.)
alter table streams no force row level security;
alter table agents no force row level security;
alter table case_lines no force row level security;
alter table case_work no force row level security;
insert into agents (authority, stream, version, reminded)
select authority, stream, version, true from streams where kind = 'agent' and state ->> 'enrolled' is not null;
update case_lines l set silence = (s.state -> 'silence' ->> 'last')::date
from streams s where s.authority = l.authority and s.stream = l.stream and l.status in ('received', 'examined') and l.turn = 'team';
insert into case_work (authority, stream, version, team, turn, due)
select authority, stream, version, team, turn, due from case_lines where turn <> 'nobody' on conflict do nothing;
alter table streams force row level security;
alter table agents force row level security;
alter table case_lines force row level security;
alter table case_work force row level security;
