-- Every table × every role × every verb, seen and refused, and another tenant never.
-- The expectation is written by hand, so that a mistake in core/permission.def is found here.

begin;
\ir fixture.sql
\ir rights_checks.sql
select * from no_plan();

select results_eq('select table_name from expected order by 1',
                  'select pg_temp.tenant_tables() order by 1',
                  'the expectation knows every tenant table and no other');
select pg_temp.check_table(t) from (select table_name from expected union all
                                    values ('profiles'), ('change_log')) as every (t);

select * from finish();
rollback;
