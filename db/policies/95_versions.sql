-- What took the place of fields that are no more, for clients of older schemas (core/schema_change.def):
-- TABLE_FIELD_was is the value of the field in a row of now, TABLE_FIELD_now the fields that a value
-- written into it becomes.

-- Whose journey it is was one account; now it is people and teams.
create or replace function ota.travel_owner_id_was(journey public.travel) returns uuid
language sql stable set search_path = pg_catalog as $$
    select p.user_id from public.people p
     where p.organization_id = journey.organization_id and journey.visibility = 'assigned'
       and journey.teams = '{}' and journey.person_ids = array[p.id]
$$;
comment on function ota.travel_owner_id_was(public.travel) is
    'The account that a journey of one person is for; null where it is for more, or for everybody.';

-- Nobody sees more than was meant: whom no person stands for, only the management knows.
create or replace function ota.travel_owner_id_now(organization_id uuid, value text) returns jsonb
language sql stable set search_path = pg_catalog as $$
    select jsonb_build_object('teams', '[]'::jsonb, 'person_ids', coalesce(jsonb_agg(f.id), '[]'),
               'visibility', case when value is null then 'everyone'
                                  when count(f.id) = 0 then 'management' else 'assigned' end)
      from (select p.id from public.people p
             where p.organization_id = $1 and p.user_id::text = value
             order by p.id limit 1) f
$$;
comment on function ota.travel_owner_id_now(uuid, text) is
    'The visibility and people of a journey that an older client gives to this account.';

grant execute on function ota.travel_owner_id_was(public.travel),
    ota.travel_owner_id_now(uuid, text) to authenticated, service_role;
