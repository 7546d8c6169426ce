#!/bin/sh
# Holds core/schema.def and core/choice.def against the catalog, both ways: schema.sh URL.
set -eu

[ $# -eq 1 ] || { echo "usage: schema.sh URL" >&2; exit 2; }
url=$1
core=$(cd "$(dirname "$0")/../../core" && pwd)

# One line an entry, with adjacent string literals joined: NAME(a, b, "c") becomes a|b|c.
entries() {
    tr '\n' ' ' <"$core/$2" | sed "s:/\*[^*]*\*/::g; s/ $1(/\n$1(/g" | grep "^$1(" |
        sed -E "s/^$1\(//; s/\" *\"//g; s/\).*//; s/, */\t/g; s/\"//g"
}

{
    echo "begin;
          set client_min_messages = warning; set search_path = public, tap;
          create temp table field (tab text, name text, kind text, presence text, low bigint,
                                   high bigint, of_what text, fallback text);
          create temp table listed (tab text, resource text, type text);
          create temp table choice (name text, type text, choices text);
          copy field from stdin;"
    entries FIELD schema.def
    echo "\\."
    echo "copy listed from stdin;"
    entries TABLE schema.def
    echo "\\."
    echo "copy choice from stdin;"
    entries CHOICE choice.def
    echo "\\."
    cat <<'SQL'
create temp view columns as
    select c.relname as tab, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
           a.attnotnull, pg_get_expr(d.adbin, d.adrelid) as fallback, a.attrelid, a.attnum
      from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and c.relname <> 'profiles'
       and a.attname not in ('organization_id', 'id', 'created_at', 'created_by', 'updated_at',
                             'updated_by', 'seq');
create temp view checks as
    select conrelid, conkey, pg_get_constraintdef(oid) as def
      from pg_constraint where contype = 'c';
select * from no_plan();
select ok(count(*) > 100, 'schema.def was read') from field;
select set_eq('select tab, name from field', 'select tab::text, name::text from columns',
              'core and the database have the same fields');
select set_eq('select tab, resource from listed',
    $$ select c.relname::text, split_part(encode(g.tgargs, 'escape'), '\000', 2)
         from pg_trigger g join pg_class c on c.oid = g.tgrelid where g.tgname = 't3_log' $$,
    'core and the database have the same tables under the same resources');
select is_empty($$ select f.tab, f.name, f.kind, c.type
                     from field f join columns c using (tab, name)
                    where c.type <> all (case f.kind
                        when 'date' then '{date}' when 'instant' then '{timestamp with time zone}'
                        when 'uuid' then '{uuid}' when 'reference' then '{uuid}'
                        when 'integer' then '{integer,bigint}'
                        when 'money' then '{bigint}' when 'amount' then '{bigint}'
                        when 'real' then '{double precision}'
                        when 'boolean' then '{boolean}'
                        when 'json' then '{jsonb}' when 'document' then '{jsonb}'
                        when 'ids' then '{uuid[]}' when 'choices' then '{text[]}'
                        when 'counter' then '{integer,bigint}' when 'rate' then '{numeric}'
                        else '{text}' end::text[]) $$, 'each kind has its type');
select is_empty($$ select f.tab, f.name, f.presence from field f join columns c using (tab, name)
                    where f.presence <> 'server'
                      and c.attnotnull <> (f.presence in ('required', 'defaulted', 'stamped')) $$,
    'what is required cannot be null and what is optional can');
select is_empty($$ select f.tab, f.name, f.fallback, c.fallback
                     from field f join columns c using (tab, name)
                    where f.presence = 'defaulted' and (c.fallback is null
                       or (f.fallback <> ''
                           and btrim(split_part(c.fallback, '::', 1), '''') <> f.fallback)) $$,
    'what may be left out becomes the same on both sides');
select is_empty($$ select f.tab, f.name, f.low, f.high from field f join columns c using (tab, name)
                    where f.kind in ('text', 'email') and f.high > 0 and not exists (
                        select from checks k
                         where k.conrelid = c.attrelid and c.attnum = any (k.conkey)
                           and k.def like format('%%char_length(%s) <= %s%%', c.name, f.high)) $$,
    'a text is as long here as there');
select is_empty($$ select f.tab, f.name, h.choices from field f join columns c using (tab, name)
                     join choice h on h.name = f.of_what
                    where f.kind = 'choice' and not exists (
                        select from checks k
                         where k.conrelid = c.attrelid and k.conkey = array[c.attnum]
                           and (select string_agg(m[1], '|' order by n) from
                                regexp_matches(k.def, '''([a-z_]+)''::text', 'g')
                                with ordinality r (m, n))
                               = h.choices) $$, 'a choice has the same values, in the same order');
select is_empty($$ select f.tab, f.name from field f join columns c using (tab, name)
                    where f.kind = 'choice' and f.of_what not in (select name from choice) $$,
    'every choice has its list');
select is_empty($$ select f.tab, f.name, f.of_what from field f join columns c using (tab, name)
                    where f.kind = 'reference' and not exists (
                        select from pg_constraint k
                         where k.contype = 'f' and k.conrelid = c.attrelid
                           and k.conkey[2] = c.attnum
                           and k.confrelid = format('public.%I', f.of_what)::regclass) $$,
    'a reference goes to the same table');
select * from finish();
rollback;
SQL
} | psql -XAtq -v ON_ERROR_STOP=1 "$url"
