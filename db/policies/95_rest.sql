-- What the REST planner's statements call.

create or replace function ota.only_row(row_count bigint, row_json text) returns text
language plpgsql immutable as $$
begin
    if row_count <> 1 then
        raise exception 'exactly one row was expected'
            using errcode = 'OT406',
                  detail = 'The result contains ' || row_count || ' rows',
                  hint = 'Narrow the filters to one row';
    end if;
    return row_json;
end $$;
comment on function ota.only_row(bigint, text) is
    'Gives row_json back when row_count is 1; else raises OT406, which undoes the statement''s writes';
grant usage on schema ota to anon, authenticated, service_role;
grant execute on function ota.only_row(bigint, text) to anon, authenticated, service_role;
