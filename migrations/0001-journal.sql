-- The spine: journal, heads, claims, the tail's cursors, timers. DESIGN: one write path (append_batch), every row bound
-- to one authority by row security, personal data in one column. Runs on PostgreSQL 15 to 18.

create table installation (
  only_row boolean primary key default true check (only_row),
  created timestamptz not null default now()
);
insert into installation default values;

-- A restored or moved database begins a new epoch: its transaction ids start again below the old ones.
create table epochs (
  epoch int primary key,
  began timestamptz not null default now(),
  why text not null
);
insert into epochs (epoch, why) values (1, 'created');

-- Database nodes that hold journal rows; the node's number stands in the high bits of `position`. One PostgreSQL is node 0.
create table nodes (
  node int primary key
);
insert into nodes values (0);

create table authorities (
  id int primary key,
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'),
  profile jsonb not null,
  created timestamptz not null default now()
);

create table streams (
  authority int not null,
  stream uuid not null,
  kind text not null,
  version int not null,
  expected int not null,          -- the version this append was decided on; a column because Citus refuses sub-selects in ON CONFLICT … WHERE
  shape int not null,
  state jsonb not null,
  once uuid[] not null default '{}',
  -- How often the head was folded anew without a new version (erasing, replay): an append names the count that it was decided
  -- on, so that a command under way never writes back what was erased.
  refolds int not null default 0,
  primary key (authority, stream)
);

create table journal (
  authority int not null,
  stream uuid not null,
  version int not null,
  type text not null,
  facts jsonb not null,
  personal jsonb,                 -- null once erased
  salt bytea,
  actor text not null,
  happened timestamptz not null,
  recorded timestamptz not null default clock_timestamp(),
  position bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  epoch int not null,
  primary key (authority, stream, version)
);
create index journal_order on journal (epoch, xid, position);

create table claims (
  authority int not null,
  key text not null,
  stream uuid not null,
  primary key (authority, key)
);
create index claims_of_stream on claims (authority, stream);

create table timers (
  authority int not null,
  stream uuid not null,
  version int not null,
  id text not null,
  due bigint not null,            -- milliseconds since 1970
  call text not null,
  input jsonb not null,
  primary key (authority, stream, id)
);
create index timers_due on timers (due);

-- A stream whose reaction failed three times waits here; others go on.
create table parked (
  authority int not null,
  reaction text not null,
  stream uuid not null,
  version int not null,
  error text not null,
  since timestamptz not null default now(),
  primary key (authority, reaction, stream)
);

create table cursors (
  reader text not null,
  node int not null references nodes,
  epoch int not null,
  xid xid8 not null,
  position bigint not null,
  primary key (reader, node)
);

-- Blocks of case numbers for each node: gaps are fine, waiting for a counter is not.
create table number_blocks (
  authority int not null,
  series text not null,
  next bigint not null,
  primary key (authority, series)
);

-- Row security in one place: every table of every room is protected by this call and by nothing else.
-- The owner is bound too (FORCE); the tail reads all authorities, for it follows the journal of the whole node.
create procedure protect(of regclass) language plpgsql as $$
begin
  execute format('alter table %s enable row level security', of);
  execute format('alter table %s force row level security', of);
  execute format('create policy one_authority on %s using (authority = nullif(current_setting(''app.authority'', true), '''')::int) with check (authority = nullif(current_setting(''app.authority'', true), '''')::int)', of);
  execute format('create policy whole_node on %s to parvis_tail using (true) with check (true)', of);
end $$;

-- A view's table: rows are replaced by the tail, read by the rooms.
create procedure protect_view(of regclass) language plpgsql as $$
begin
  call protect(of);
  execute format('grant select on %s to parvis_app', of);
  execute format('grant select, insert, update, delete on %s to parvis_tail', of);
end $$;

call protect('streams');
call protect('journal');
call protect('claims');
call protect('timers');
call protect('parked');
call protect('number_blocks');

grant select on streams, journal, claims, timers, parked to parvis_app;
grant select on authorities, epochs, nodes, cursors, installation to parvis_app, parvis_tail, parvis_eraser;
grant select on streams, journal, claims, number_blocks to parvis_tail;
grant update (state, shape, refolds) on streams to parvis_tail;
grant select, insert, update, delete on timers, parked, cursors to parvis_tail;
grant select on streams, journal to parvis_eraser;
grant update (personal, salt) on journal to parvis_eraser;
grant update (state, shape, refolds) on streams to parvis_eraser;

-- The only write path. One call is one transaction for one authority and carries up to 128 commands, at most one a stream:
--   [{o: place in the call, s: stream, k: kind, e: expected version, r: refolds, sh: shape, st: new state, on: once ids,
--     a: actor, c: claims, ev: [{t: type, f: facts, p: personal, h: happened in ms}]}]
-- Returns a row for each accepted command; one that is missing met another version. A claim already taken fails the whole
-- call with 23505 (keys are taken in one order, so that batches don't deadlock): the writer then halves the batch, so that only the guilty command fails.
create function append_batch(p_authority int, p_commands jsonb)
returns table (accepted int, at_version int, at_position bigint)
language plpgsql security definer set search_path = parvis, pg_temp as $$
declare
  v_epoch int;
begin
  perform set_config('app.authority', p_authority::text, true);
  select max(epoch) into v_epoch from epochs;
  return query
  with cmd as materialized (
    select c.* from jsonb_to_recordset(p_commands)
      as c(o int, s uuid, k text, e int, r int, sh int, st jsonb, "on" uuid[], a text, c text[], ev jsonb)
    order by c.s
  ), up as (
    insert into streams as h (authority, stream, kind, version, expected, shape, state, once, refolds)
    select p_authority, cmd.s, cmd.k, cmd.e + jsonb_array_length(cmd.ev), cmd.e, cmd.sh, cmd.st, cmd."on", cmd.r
    from cmd
    where cmd.e = 0 or exists (select 1 from streams x where x.authority = p_authority and x.stream = cmd.s)
    on conflict (authority, stream) do update
      set version = excluded.version, expected = excluded.expected, shape = excluded.shape, state = excluded.state, once = excluded.once
      where h.version = excluded.expected and h.refolds = excluded.refolds and h.kind = excluded.kind
    returning h.stream
  ), claimed as (
    insert into claims (authority, key, stream)
    select p_authority, k.key, cmd.s from cmd join up on up.stream = cmd.s cross join lateral unnest(cmd.c) as k(key)
    order by k.key
  ), ins as (
    insert into journal (authority, stream, version, type, facts, personal, salt, actor, happened, epoch)
    select p_authority, cmd.s, cmd.e + t.n::int, t.v ->> 't', t.v -> 'f', nullif(t.v -> 'p', 'null'::jsonb),
           uuid_send(gen_random_uuid()), cmd.a, to_timestamp((t.v ->> 'h')::bigint / 1000.0), v_epoch
    from cmd join up on up.stream = cmd.s
      cross join lateral jsonb_array_elements(cmd.ev) with ordinality as t(v, n)
    order by cmd.o, t.n
    returning journal.stream, journal.version, journal.position
  )
  select cmd.o, max(ins.version), max(ins.position) from cmd join ins on ins.stream = cmd.s group by cmd.o;
end $$;
revoke all on function append_batch(int, jsonb) from public;
grant execute on function append_batch(int, jsonb) to parvis_app;

-- Heads of one authority in one round trip (set_config must run first: the order of sibling CTEs is not guaranteed).
create function read_heads(p_authority int, p_streams uuid[])
returns table (stream uuid, kind text, version int, shape int, state jsonb, once uuid[], refolds int)
language plpgsql stable set search_path = parvis, pg_temp as $$
begin
  perform set_config('app.authority', p_authority::text, true);
  return query select s.stream, s.kind, s.version, s.shape, s.state, s.once, s.refolds from streams s
    where s.authority = p_authority and s.stream = any(p_streams);
end $$;
revoke all on function read_heads(int, uuid[]) from public;
grant execute on function read_heads(int, uuid[]) to parvis_app;

-- The next `p_size` numbers of a series, as one block: returns its first.
create function take_numbers(p_authority int, p_series text, p_size int) returns bigint
language plpgsql security definer set search_path = parvis, pg_temp as $$
declare
  v_next bigint;
begin
  perform set_config('app.authority', p_authority::text, true);
  insert into number_blocks as b (authority, series, next) values (p_authority, p_series, 1 + p_size)
  on conflict (authority, series) do update set next = b.next + p_size
  returning next into v_next;
  return v_next - p_size;
end $$;
revoke all on function take_numbers(int, text, int) from public;
grant execute on function take_numbers(int, text, int) to parvis_app;
