#!/bin/sh
# Breaks one rule of the schema at a time and sees the lint complain: break-lint.sh URL.
# Each break is inside the transaction that the lint rolls back, so the database stays whole.
set -eu

[ $# -eq 1 ] || { echo "usage: break-lint.sh URL" >&2; exit 2; }
url=$1
here=$(cd "$(dirname "$0")" && pwd)

# The statement, and how the test that must fail begins.
breaks=$(cat <<'LIST'
create table public.loose (id uuid)|schema public has the tenant tables
alter table public.shows no force row level security|row level security is forced
alter table public.shows disable row level security|row level security is forced
create index x on public.shows (date)|every index and unique constraint begins
alter table public.shows add column price numeric|instants, dates, money and rates
alter table public.shows add column thing_at date|instants, dates, money and rates
alter table public.shows add column extra text|every text has a limit
alter table public.shows drop column updated_by|every tenant table has the audit columns
drop trigger t3_log on public.shows|every tenant table is stamped and logged
drop trigger t1_stamp on public.tours|every tenant table is stamped and logged
comment on column public.shows.title is null|every column has a comment
comment on constraint stays_dates_order on public.stays is null|every rule over several columns says its words
comment on table public.shows is null|every table and view has a comment
comment on function auth.uid() is null|every function has a comment
create function public.f() returns int language sql security definer return 1|functions with their
grant select on public.shows to anon|somebody signed out reaches no table
grant select on auth.users to authenticated|no table is exposed
grant insert on public.memberships to authenticated|a verb is granted exactly
drop policy shows_select on public.shows|a verb is granted exactly
alter policy shows_select on public.shows using (exists (select from public.tours))|no policy has
alter policy shows_select on public.shows using (true)|every policy compares organization_id
alter policy shows_update on public.shows with check (true)|what may be updated
drop trigger t0_readers on public.travel|where rows name their readers
alter table public.travel disable trigger t0_readers|where rows name their readers
select ota.policies_by_organization('public.travel', 'travel')|where rows name their readers
select ota.policies_by_organization('public.expenses', 'expenses')|a table of a resource
alter view public.user_organizations set (security_invoker = false)|views see
drop publication ota_feed|the feed publishes
drop index public.idx_active_shows|active shows are found
drop index public.shows_venue_id_idx|every foreign key has an index
alter role authenticated bypassrls|no role of the program
alter table public.travel drop constraint travel_tour_id_fkey|every column that names
alter table public.expenses alter column id drop default|an id that nobody sent
insert into ota.member_roles values (gen_random_uuid(), gen_random_uuid(), 'crew')|the directory
alter table public.shows add constraint bad check (capacity > 1)|constraint names begin
LIST
)

echo "1..$(echo "$breaks" | wc -l)"
number=0
failed=0
while IFS='|' read -r change words; do
    number=$((number + 1))
    said=$(psql -XAtq "$url" -c begin -c "$change" -f "$here/lint.sql" 2>&1 </dev/null || true)
    if echo "$said" | grep -q "^not ok [0-9]* - $words"; then
        echo "ok $number - the lint sees: $change"
    else
        echo "not ok $number - the lint sees: $change"
        failed=1
    fi
done <<LIST
$breaks
LIST
exit "$failed"
