-- Whose queue a case stands in: its team's, and that of each team which has a step to do in its process. One row a team.

create table case_work (
  authority int not null,
  stream uuid not null,
  version int not null,
  team text not null,
  turn text not null,
  due date not null,
  primary key (authority, stream, team)
);
-- The inbox reads open cases of a team by deadline; closed ones would make its index grow for ever.
create index case_work_due on case_work (authority, team, turn, due, stream) where turn <> 'nobody';
call protect_view('case_work');

insert into case_work (authority, stream, version, team, turn, due) select authority, stream, version, team, turn, due from case_lines where turn <> 'nobody';
drop index case_lines_work;
