-- Editions: every version of a service that was ever published, which one is current, and services that are no longer offered.

-- A retired service keeps its row: the catalogue's fingerprint is the sum of the versions, and none may fall out of it.
alter table published_services add column retired boolean;

create table editions (
  authority int not null,
  stream uuid not null,
  version int not null,
  service text not null,
  package_version int not null,
  hash text not null,             -- of packages
  published bigint not null,      -- milliseconds since 1970
  is_current boolean not null,    -- none is, where the service is retired
  primary key (authority, stream, package_version)
);
create index editions_of_service on editions (authority, service, package_version);
call protect_view('editions');

-- What was published before has no rows here until its stream is touched: they are made once, by what the heads say. Row security
-- binds the owner too, who sees no authority's heads; for this statement it does not.
alter table streams no force row level security;
alter table editions no force row level security;
insert into editions (authority, stream, version, service, package_version, hash, published, is_current)
select s.authority, s.stream, s.version, s.state ->> 'service', (e.value ->> 'version')::int, e.value ->> 'hash',
  (e.value ->> 'published')::bigint, e.ordinality = jsonb_array_length(s.state -> 'editions')
from streams s cross join lateral jsonb_array_elements(s.state -> 'editions') with ordinality e
where s.kind = 'service';
alter table streams force row level security;
alter table editions force row level security;
