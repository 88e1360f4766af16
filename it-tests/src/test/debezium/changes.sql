-- What Debezium sees happening.
insert into people values (2, 'bob', null);
update people set likes = 'milk' where id = 2;
update people set id = 3 where id = 2;
delete from people where id = 3;
truncate people;
insert into people values (4, 'eve', 'rum');

insert into notes values (1, 'a', 'old', 5, 1.50, true, '2026-01-31 12:00+00', '{x}', 'b');
update notes set pages = 6;
update notes set id = 2;
delete from notes;
insert into notes values (3, 'a', 'old', 5, 1.50, true, '2026-01-31 12:00+00', '{x}', 'b');

insert into letters values (
  1, 'a', repeat('x', 4000), decode(repeat('00ff', 2000), 'hex'), array_fill('abcdefgh'::text, array[500]),
  array_fill(7, array[1000]), array_fill(8::bigint, array[500]), array_fill('2026-01-31'::date, array[1000]),
  array_fill('123e4567-e89b-12d3-a456-426614174000'::uuid, array[200]), array_fill('\x00ff'::bytea, array[500]),
  to_jsonb(repeat('x', 4000)), xmlparse(content '<a>' || repeat('x', 4000) || '</a>'), hstore('k', repeat('x', 4000)));
insert into old_letters select * from letters;
update letters set title = 'b';
update old_letters set title = 'b';
insert into letters (id) values (2);
insert into old_letters (id) values (2);
