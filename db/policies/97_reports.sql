-- What the reports of the server read with.

create or replace function ota.report_number(text text, times numeric) returns bigint
language sql immutable parallel safe set search_path = pg_catalog as $$
    select case when $1 ~ '^[0-9]{1,15}(\.[0-9]{1,12})?$' then round($1::numeric * $2)::bigint end
$$;
comment on function ota.report_number(text, numeric) is
    'A number out of a deal''s terms times what makes it whole; null where it is none.';

revoke all on function ota.report_number(text, numeric) from public;
grant execute on function ota.report_number(text, numeric) to authenticated;
