-- append_batch finds the stream of a later command by its key. Written as EXISTS, the planner may answer it by a hash of all
-- streams of the authority, and did so on tables that were not analyzed yet; a scalar sub-select has one plan only.
-- Nothing else differs from 0001.
create or replace function append_batch(p_authority int, p_commands jsonb)
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
    where cmd.e = 0 or (select true from streams x where x.authority = p_authority and x.stream = cmd.s)
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
