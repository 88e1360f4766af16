-- What is there before Debezium begins.
create extension hstore;
create extension ltree;
create extension citext;
create type mood as enum ('happy', 'sad');

create table people (id int primary key, name text, likes text);
alter table people replica identity full;
insert into people values (1, 'ada', 'tea');

-- Of these PostgreSQL tells no more than keys of what was before.
create table notes (
  id int primary key,
  title text not null,
  state text not null default 'new',
  pages int not null,
  price numeric(5, 2) not null,
  done boolean not null,
  at timestamptz not null default now(),
  tags text[] not null,
  body text);

create table letters (
  id int primary key,
  title text,
  body text,
  scan bytea,
  lines text[],
  counts int[],
  sizes bigint[],
  days date[],
  parts uuid[],
  pages bytea[],
  json jsonb,
  xml xml,
  pairs hstore);
alter table letters
  alter body set storage external,
  alter scan set storage external,
  alter lines set storage external,
  alter counts set storage external,
  alter sizes set storage external,
  alter days set storage external,
  alter parts set storage external,
  alter pages set storage external,
  alter json set storage external,
  alter xml set storage external,
  alter pairs set storage external;
create table old_letters (like letters including all);
alter table old_letters replica identity full;
