-- The schema lint: the rules for tenant tables, asked of the catalog. Each query lists what breaks
-- its rule.

begin;
\set QUIET on
\pset format unaligned
\pset tuples_only on
set client_min_messages = warning;
set search_path = public, tap;
select * from no_plan();

create temp view tables as
    select c.oid, c.relname as name, n.nspname || '.' || c.relname as path
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and c.relkind in ('r', 'p') and c.relname <> 'profiles';
-- Tables of the machinery that belong to one organization, too.
create temp view tenant as
    select oid, name, path from tables
    union all
    select c.oid, c.relname, c.oid::regclass::text from pg_class c
     where c.oid in ('ota.change_log'::regclass, 'ota.sync_clients'::regclass,
         'ota.sync_results'::regclass,
                     'ota.org_head'::regclass);
create temp view columns as
    select t.path, t.name as table_name, a.attrelid, a.attname, a.attnum, a.attnotnull,
           format_type(a.atttypid, a.atttypmod) as type
      from tables t join pg_attribute a on a.attrelid = t.oid and a.attnum > 0
          and not a.attisdropped;
create temp view clients as
    select unnest(array['anon', 'authenticated']) as client;

select is((select string_agg(name, ' ' order by name) from tables),
    'acknowledgements adjustments admissions advance_answers advance_templates advances artists '
    'billing_details budget_lines commissions conflicts contacts days deals disputes door_shares doors '
    'expenses guest_lists guests holds invitations invoices labour_calls memberships '
    'merch_counts notes organizations partner_artists partner_dates partner_shares partnerships payments people per_diem_rules per_diems '
    'person_profiles radius_clauses room_guests rooms schedule_items schedule_templates '
    'settlement_runs settlement_signatures settlements share_links show_costs show_financials shows stages '
    'stays tasks ticket_tiers tours travel travel_passengers venues',
    'schema public has the tenant tables of this release (and profiles)');

-- Keys.
select is_empty($$ select path from tables t where not exists (
        select from columns c where c.path = t.path and c.attname = 'organization_id'
                                and c.type = 'uuid' and c.attnotnull) $$,
    'every tenant table has organization_id uuid not null');
select is_empty($$ select path, attname from columns
                    where attnum = 1 and attname <> 'organization_id'
                        and table_name <> 'organizations' $$,
    'organization_id is the first column');
select is_empty($$ select path from tables t where not exists (
        select from pg_constraint k where k.conrelid = t.oid and k.contype = 'p'
           and pg_get_constraintdef(k.oid) = case name when 'organizations' then 'PRIMARY KEY (id)'
                                             else 'PRIMARY KEY (organization_id, id)' end) $$,
    'the primary key is (organization_id, id)');
select is_empty($$ select t.path, i.indexrelid::regclass
    from tenant t join pg_index i on i.indrelid = t.oid
                     join pg_attribute a on a.attrelid = t.oid and a.attnum = i.indkey[0]
                    where a.attname <> 'organization_id'
                        and i.indexrelid::regclass::text <> 'organizations_pkey' $$,
    'every index and unique constraint begins with organization_id');
select is_empty($$ select t.path, k.conname from tenant t
                     join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
                    where k.confrelid <> 'auth.users'::regclass
                      and (select a.attname from pg_attribute a
                            where a.attrelid = t.oid
                                and a.attnum = k.conkey[1]) <> 'organization_id' $$,
    'every foreign key begins with organization_id, so no reference reaches another tenant');
select is_empty($$ select t.path, k.conname from tenant t
                     join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
                     join tenant o on o.oid = k.confrelid and o.name <> 'organizations'
                     join pg_attribute a on a.attrelid = o.oid and a.attnum = k.confkey[1]
                    where a.attname <> 'organization_id' or cardinality(k.conkey) < 2 $$,
    'a foreign key between tenant tables is composite on both sides');
select is_empty($$ select t.path, k.conname from tables t
                     join pg_constraint k on k.conrelid = t.oid and k.contype = 'f'
                         and cardinality(k.conkey) > 1
                    where not exists (select from pg_index i where i.indrelid = t.oid
                        and i.indpred is null
                        and (select array_agg(x order by n)
                            from unnest(i.indkey::int2[]) with ordinality u (x, n)
                              where n <= cardinality(k.conkey)) = k.conkey) $$,
    'every foreign key has an index that finds its rows');
select is_empty($$ select t.path, a.attname from tables t
                     join columns a on a.path = t.path and a.attname like '%\_id'
                      and a.attname in ('tour_id', 'show_id', 'venue_id', 'day_id')
                    where not exists (select from pg_constraint k where k.conrelid = t.oid
                        and k.contype = 'f'
                                         and a.attnum = any (k.conkey)) $$,
    'every column that names a tour, show, venue or day is a foreign key');
select is_empty($$ select path, attname from columns c
                    where attname = 'id' and not exists (select from pg_attrdef d
                        where d.adrelid = c.attrelid
                        and d.adnum = c.attnum and pg_get_expr(d.adbin,
                            d.adrelid) = 'ota.uuid7()') $$,
    'an id that nobody sent is a UUID version 7');

-- Rights.
select is_empty($$ select c.oid::regclass from pg_class c
                    where (c.oid in (select oid from tables)
                           or c.oid in ('public.profiles'::regclass, 'ota.change_log'::regclass)
                           or c.oid in (select inhrelid from pg_inherits
                                         where inhparent = 'ota.change_log'::regclass))
                      and not (c.relrowsecurity and c.relforcerowsecurity) $$,
    'row level security is forced on every table that people reach, and on the log''s partitions');
select is_empty($$ select polrelid::regclass, polname from pg_policy
                    where coalesce(polqual::text, '') || coalesce(polwithcheck::text,
                        '') like '%SUBLINK%' $$,
    'no policy has a subquery');
select is_empty($$ select tablename, policyname from pg_policies
                    where schemaname = 'public' and tablename <> 'profiles'
                        and roles = '{authenticated}'
                      and coalesce(qual,
                          with_check) not like '%organization\_id = ANY (%auth.organizations(%' $$,
    'every policy compares organization_id with the array of auth.organizations');
select is_empty($$ select tablename, policyname from pg_policies
                    where cmd = 'UPDATE' and qual is distinct from with_check $$,
    'what may be updated and what it may become are one test');
select is_empty($$ select tablename, policyname, roles from pg_policies
                    where roles not in ('{authenticated}',
                        '{service_role}') or permissive <> 'PERMISSIVE' $$,
    'every policy is for authenticated or for the server');
select is_empty($$ select distinct c.relname, v.verb from pg_class c
                     join pg_namespace n on n.oid = c.relnamespace and n.nspname = 'public'
                    cross join (values ('SELECT'), ('INSERT'), ('UPDATE'), ('DELETE')) v (verb)
                    where c.relkind = 'r'
                      and (case when v.verb = 'DELETE' then has_table_privilege('authenticated',
                          c.oid, v.verb)
                                else has_any_column_privilege('authenticated', c.oid, v.verb) end)
                       <> exists (select from pg_policies p where p.tablename = c.relname
                                     and p.schemaname = 'public' and p.cmd = v.verb
                                     and p.roles = '{authenticated}') $$,
    'a verb is granted exactly where a policy decides about it');
select is_empty($$ select c.oid::regclass, client from clients, pg_class c
                     join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('public', 'auth', 'ota') and c.relkind in ('r', 'p')
                      and has_any_column_privilege(client, c.oid, 'SELECT, INSERT, UPDATE')
                      and not c.relrowsecurity and c.oid <> 'ota.permissions'::regclass $$,
    'no table is exposed without row level security, but for the rights table itself');
select is_empty($$ select c.oid::regclass
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('public', 'auth', 'ota') and c.relkind in ('r', 'p', 'v')
                      and has_any_column_privilege('anon', c.oid, 'SELECT, INSERT, UPDATE') $$,
    'somebody signed out reaches no table');
select is_empty($$ select c.oid::regclass
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname = 'public' and c.relkind = 'v'
                      and not coalesce('security_invoker=true' = any (c.reloptions), false) $$,
    'views see with the rights of who asks');
select is_empty($$ select p.oid::regprocedure
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname in ('public', 'auth', 'ota') and p.prosecdef
                      and not coalesce(p.proconfig::text like '%search_path=pg_catalog%', false) $$,
    'functions with their owner''s rights have a search path of their own');
select is_empty($$ select p.oid::regprocedure
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname in ('public', 'auth', 'ota')
                      and has_function_privilege('anon', p.oid, 'EXECUTE')
                      and p.oid::regprocedure::text not in ('auth.uid()', 'auth.jwt()',
                          'auth.role()',
                                                            'ota.only_row(bigint,text)') $$,
    'somebody signed out runs no function but those that read nothing');
select is_empty($$ select rolname from pg_roles where rolname in ('anon', 'authenticated',
    'service_role',
                       'ota_auth', 'ota_server') and (rolsuper or rolbypassrls or rolinherit
                           or rolcreaterole) $$,
    'no role of the program can pass row level security or inherit rights unasked');

select is_empty($$ select t.path from tables t
                     join columns c on c.path = t.path and c.attname = 'reader_ids'
                    where c.type <> 'uuid[]' or c.attnotnull
                       or not exists (select from pg_trigger g where g.tgrelid = t.oid
                                         and g.tgname = 't0_readers' and g.tgenabled = 'O'
                                         and (g.tgtype & 22) = 22)
                       or (select count(*) from pg_policies p where p.schemaname = 'public'
                              and p.tablename = t.name and p.roles = '{authenticated}'
                              and coalesce(p.qual, p.with_check) like '%ANY (reader_ids)%') <> 4 $$,
    'where rows name their readers, the server sets them at each write and each policy asks them');
select is_empty($$ select t.path, p.policyname from tables t
                     join pg_trigger g on g.tgrelid = t.oid and g.tgname = 't3_log'
                     join pg_policies p on p.schemaname = 'public' and p.tablename = t.name
                         and p.roles = '{authenticated}'
                    where exists (select from ota.permissions r where r.scope = 'own'
                            and r.resource = split_part(encode(g.tgargs, 'escape'), '\000', 2))
                      and (p.cmd = 'SELECT' or exists (select from columns c where c.path = t.path
                               and c.attname in ('owner_id', 'reader_ids')))
                      and coalesce(p.qual, p.with_check) not like '%organizations\_own(%' $$,
    'a table of a resource that somebody has only at scope own tells which rows are whose');

-- Columns.
select is_empty($$ select t.path, w.* from tables t
                    cross join (values ('created_at', 'timestamp with time zone'), ('created_by',
                        'uuid'),
                                       ('updated_at', 'timestamp with time zone'), ('updated_by',
                                           'uuid'),
                                       ('seq', 'bigint')) w (name, type)
                    where not exists (select from columns c where c.path = t.path
                        and c.attname = w.name
                                                              and c.type = w.type) $$,
    'every tenant table has the audit columns and seq');
select is_empty($$ select t.path, w.name from tables t
                    cross join (values ('t1_stamp', 'stamp'), ('t3_log', 'log')) w (name, function)
                    where not exists (select from pg_trigger g join pg_proc p on p.oid = g.tgfoid
                        where g.tgrelid = t.oid and g.tgname = w.name and p.proname = w.function
                          and g.tgenabled = 'O' and (g.tgtype & 28) = 28
                          and (w.name = 't1_stamp'
                               or split_part(encode(g.tgargs, 'escape'), '\000', 1) = t.name)) $$,
    'every tenant table is stamped and logged on insert, update and delete, under its own name');
select is_empty($$ select t.path, split_part(encode(g.tgargs, 'escape'), '\000', 2) from tables t
                     join pg_trigger g on g.tgrelid = t.oid and g.tgname = 't3_log'
                    where split_part(encode(g.tgargs, 'escape'), '\000', 2)
                          not in (select resource from ota.permissions)
                       or not exists (select from pg_policies p where p.schemaname = 'public'
                           and p.cmd = 'SELECT'
                            and p.tablename = t.name
                            and p.qual like '%(''' || split_part(encode(g.tgargs, 'escape'), '\000',
                                2) || '''%') $$,
    'the log names the same resource as the table''s policies, and rights exist for it');
select is_empty($$ select path, attname, type from columns
                    where (attname like '%\_at' and type <> 'timestamp with time zone')
                       or (attname like '%\_on' and type <> 'date')
                       or (attname like '%\_minor' and type <> 'bigint')
                       or (type = 'numeric') <> (attname = 'share' or attname like '%rate')
                       or (type in ('timestamp without time zone', 'money', 'real')) $$,
    'instants, dates, money and rates have their types');
-- What belongs to a show's settlement is in its currency when it names none.
select is_empty($$ select distinct path from columns c where attname like '%\_minor'
                      and not exists (select from columns o where o.path = c.path
                          and (o.attname = 'currency' and (o.attnotnull or c.table_name in (
                                   'ticket_tiers', 'show_costs', 'adjustments', 'merch_counts',
                                   'commissions'))
                               or o.attname = 'settlement_id')) $$,
    'money stands beside its currency');
select is_empty($$ select path, attname from columns c where type = 'text' and not exists (
                        select from pg_constraint k where k.conrelid = c.attrelid
                            and k.contype = 'c'
                           and c.attnum = any (k.conkey)
                           and (pg_get_constraintdef(k.oid) ~ 'char_length|ARRAY\[|~ ''\^')) $$,
    'every text has a limit: a length, a list or a form');
select is_empty($$ select conrelid::regclass, conname from pg_constraint
                    where connamespace = 'public'::regnamespace
                      and conname not like (select relname from pg_class
                          where oid = conrelid) || '\_%' $$,
    'constraint names begin with their table, because people read them in errors');

-- Words.
select is_empty($$ select c.oid::regclass
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('public', 'auth', 'ota') and c.relkind in ('r', 'p', 'v')
                      and obj_description(c.oid, 'pg_class') is null $$,
    'every table and view has a comment');
select is_empty($$ select a.attrelid::regclass, a.attname from pg_attribute a
                     join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p', 'v')
                     join pg_namespace n on n.oid = c.relnamespace
                    where n.nspname in ('public', 'auth',
                        'ota') and a.attnum > 0 and not a.attisdropped
                      and not c.relispartition and col_description(a.attrelid, a.attnum) is null $$,
    'every column has a comment');
select is_empty($$ select k.conrelid::regclass, k.conname from pg_constraint k
                    where k.connamespace = 'public'::regnamespace and k.contype = 'c'
                      and cardinality(k.conkey) > 1 and obj_description(k.oid, 'pg_constraint') is null $$,
    'every rule over several columns says its words');
select is_empty($$ select p.oid::regprocedure
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace
                    where n.nspname in ('public', 'auth', 'ota') and obj_description(p.oid,
                        'pg_proc') is null $$,
    'every function has a comment');
select is_empty($$ select nspname from pg_namespace where nspname in ('auth', 'ota')
                      and obj_description(oid, 'pg_namespace') is null $$,
    'every schema has a comment');

-- The log.
select is_empty($$ select w.month from generate_series(0, 2) w (month)
                    where to_regclass('ota.change_log_'
                          || to_char(now() at time zone 'UTC' + make_interval(months => w.month),
                              'YYYY_MM')) is null $$,
    'the log has a partition for this month and the next two');
select results_eq($$ select pubinsert, pubupdate, pubviaroot from pg_publication
    where pubname = 'ota_feed' $$,
                  $$ values (true, false, true) $$,
                      'the feed publishes what is added to the log, under its root');
select is((select string_agg(prrelid::regclass::text, ' ') from pg_publication_rel r
             join pg_publication p on p.oid = r.prpubid where p.pubname = 'ota_feed'),
          'ota.change_log', 'the feed publishes the log and nothing else');
select is_empty($$ (select user_id, organization_id, role from ota.member_roles
                    except select user_id, organization_id, role from public.memberships)
                   union all
                   (select user_id, organization_id, role from public.memberships
                    except select user_id, organization_id, role from ota.member_roles) $$,
    'the directory of members equals the memberships');
select has_index('public', 'shows', 'idx_shows_org_date', array['organization_id', 'date'],
    'shows are found by date');
select has_index('public', 'shows', 'idx_active_shows', array['organization_id', 'date'],
    'active shows are found by date');
select has_index('public', 'expenses', 'idx_expenses_show_id', array['organization_id', 'show_id'],
                 'expenses are found by show');

select * from finish();
rollback;
