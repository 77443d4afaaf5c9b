-- Published packages by their content, and the list of what is current.

-- Content is text, not jsonb: the hash is that of these bytes, and the first language of a text is its author's own,
-- an order that jsonb would not keep. Written before the event that names the hash; never changed, never deleted.
create table packages (
  authority int not null,
  hash text not null,
  content text not null,
  primary key (authority, hash)
);
call protect('packages');
grant select, insert on packages to parvis_app;

create table published_services (
  authority int not null,
  stream uuid not null,
  version int not null,
  service text not null,
  package_version int not null,
  primary key (authority, stream)
);
call protect_view('published_services');
