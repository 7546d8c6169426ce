-- The history that the change log holds: a row or a tour as it was, and bringing a row back.
--
-- What a user is shown comes from statements under row level security (security invoker): the log
-- and the tables decide. Definer functions give only places in the log, ids and names.
-- OT010 sync_horizon: the log no longer reaches back to what was asked for.

create or replace function ota.history_place(organization_id uuid, wanted_seq bigint,
    wanted_at timestamptz, out seq bigint, out at timestamptz, out head bigint,
    out horizon bigint, out horizon_at timestamptz)
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    org constant uuid := organization_id;
begin
    select h.head, h.horizon into head, horizon from ota.sync_head(org) h;
    select l.at into horizon_at from ota.change_log l
     where l.organization_id = org and l.seq > horizon order by l.seq limit 1;
    seq := coalesce(wanted_seq, case when wanted_at is null then head end);
    if seq is null then
        select l.seq into seq from ota.change_log l
         where l.organization_id = org and l.at <= wanted_at order by l.seq desc limit 1;
        seq := coalesce(seq, -1);
    end if;
    if seq > head or wanted_seq < 0 then
        raise exception using errcode = 'OT002',
            message = 'the organization has no change of this number',
            hint = 'Its newest change is number ' || head || '.';
    elsif seq < horizon and horizon > 0 then
        raise exception using errcode = 'OT010',
            message = 'the history does not reach back that far',
            hint = 'It begins after change ' || horizon || ', at '
                   || coalesce(to_char(horizon_at at time zone 'UTC',
                                       'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'now') || '.';
    end if;
    seq := greatest(seq, 0);
    select l.at into at from ota.change_log l
     where l.organization_id = org and l.seq <= history_place.seq order by l.seq desc limit 1;
end
$$;
comment on function ota.history_place(uuid, bigint, timestamptz) is
    'The change that was the newest at a seq or a time, and how far back the log reaches; OT001 '
    'for who is no member, OT010 behind the horizon.';

create or replace function ota.departed(organization_id uuid, table_name text, field text,
    parents uuid[]) returns setof uuid
language sql stable security definer set search_path = pg_catalog as $$
    select distinct l.row_id from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2
       and (l.op = 'delete' or l.changed && '{tour_id,show_id,day_id}')
       and (l.before ->> $3)::uuid = any ($4)
$$;
comment on function ota.departed(uuid, text, text, uuid[]) is
    'Ids of rows that once had one of these parents and were deleted or moved away.';

create or replace function ota.deletions(organization_id uuid, before_seq bigint, page integer)
returns table (seq bigint, ord integer, at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
    -- A row that goes with its parent is told with the parent; a row that is back, not at all.
    select l.seq, l.ord, l.at from ota.change_log l
     where l.organization_id = $1 and l.op = 'delete' and l.seq < $2
       and l.table_name in ('tours', 'shows', 'days', 'schedule_items', 'venues', 'people',
               'expenses', 'travel', 'contacts', 'schedule_templates', 'labour_calls', 'tasks',
               'notes', 'advance_templates', 'advances', 'guest_lists', 'guests', 'doors', 'stays',
               'rooms', 'room_guests', 'travel_passengers', 'stages', 'holds', 'radius_clauses',
               'deals', 'ticket_tiers', 'show_costs', 'adjustments', 'merch_counts', 'settlements',
               'disputes', 'settlement_runs', 'per_diem_rules', 'per_diems', 'budget_lines', 'commissions', 'invoices',
               'payments')
       and not exists (select from ota.change_log p, jsonb_each_text(l.before) f
                        where p.organization_id = $1 and p.seq = l.seq and p.op = 'delete'
                          and f.key like '%\_id' and f.key not in ('id', 'organization_id')
                          and f.value = p.row_id::text)
       and not exists (select from ota.change_log n
                        where n.organization_id = $1 and n.table_name = l.table_name
                          and n.row_id = l.row_id and (n.seq, n.ord) > (l.seq, l.ord))
     order by l.seq desc, l.ord desc limit $3
$$;
comment on function ota.deletions(uuid, bigint, integer) is
    'Places in the log of the newest deletions that nobody has undone.';

create or replace function ota.actor_name(organization_id uuid, user_id uuid) returns text
language sql stable security definer set search_path = pg_catalog as $$
    select coalesce(
        (select coalesce(m.name, p.name, m.email) from public.memberships m
           left join public.profiles p on p.id = m.user_id
          where m.organization_id = $1 and m.user_id = $2),
        (select coalesce(l.before ->> 'name', l.before ->> 'email') from ota.change_log l
          where l.organization_id = $1 and l.table_name = 'memberships' and l.op = 'delete'
            and l.before ->> 'user_id' = $2::text order by l.seq desc limit 1))
$$;
comment on function ota.actor_name(uuid, uuid) is
    'What a member is or was called, null for who never was one.';

-- The fields of a log row. Values from before a row came to its reader are not theirs to see.
create or replace function ota.history_fields(op text, changed text[], before jsonb, after jsonb,
    may_see_before boolean) returns jsonb
language sql immutable set search_path = pg_catalog as $$
    select coalesce(jsonb_agg(jsonb_build_object('field', f.key,
                'before', case when may_see_before then before -> f.key end,
                'after', after -> f.key) order by f.key), '[]')
      from jsonb_each(coalesce(after, before)) f
     where f.key not in ('organization_id', 'id', 'reader_ids')
       and case op when 'update' then f.key = any (changed) else f.value <> 'null' end
       and (op <> 'delete' or may_see_before)
$$;
comment on function ota.history_fields(text, text[], jsonb, jsonb, boolean) is
    'What a log row says of each field: [{field, before, after}].';

create or replace function ota.history_page(organization_id uuid, table_name text, row_id uuid,
    before_seq bigint, before_ord integer, page integer) returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
declare
    place record;
    changes jsonb;
    answer jsonb;
begin
    select * into place from ota.history_place(organization_id, null, null);
    select jsonb_agg(jsonb_build_object('seq', c.seq, 'ord', c.ord, 'at', c.at, 'op', c.op,
                'actor', case when c.actor_id is not null then jsonb_build_object(
                    'id', c.actor_id, 'name', ota.actor_name($1, c.actor_id)) end,
                'client_id', c.client_id,
                'fields', ota.history_fields(c.op, c.changed, c.before, c.after,
                    c.before is null or auth.may_read_state($1, c.resource, c.before)))
            order by c.seq desc, c.ord desc) into changes
      from (select * from ota.change_log l
             where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3
               and (l.seq, l.ord) < (before_seq, before_ord) and l.seq > place.horizon
               and l.changed <> '{reader_ids}'
               -- It was taken only from those to whom the same commit did not give it back.
               and (l.op <> 'revoke' or not exists (
                       select from ota.change_log n
                        where n.organization_id = $1 and n.table_name = $2 and n.row_id = $3
                          and n.seq = l.seq and n.ord > l.ord))
             order by l.seq desc, l.ord desc limit page + 1) c;
    if changes is null and before_seq = 9223372036854775807
       and ota.row_at($1, $2, $3, place.head) is null then
        raise exception using errcode = 'P0002', message = 'there is no such row',
            hint = 'It never was, it is older than the history, or it is not yours to see.';
    end if;
    changes := coalesce(changes, '[]');
    answer := jsonb_build_object('next', null);
    if jsonb_array_length(changes) > page then
        changes := changes - page;
        answer := jsonb_build_object('next', (changes -> (page - 1) ->> 'seq') || '.'
                                             || (changes -> (page - 1) ->> 'ord'));
    end if;
    return answer || jsonb_build_object('changes', changes, 'head', place.head,
        'horizon', jsonb_build_object('seq', place.horizon, 'at', place.horizon_at),
        'is_whole', answer ->> 'next' is null
                    and coalesce(changes -> -1 ->> 'op' = 'insert', false));
end
$$;
comment on function ota.history_page(uuid, text, uuid, bigint, integer, integer) is
    'Who changed what in a row, newest first, a page behind a place in the log.';

create or replace function ota.row_now(organization_id uuid, table_name text, row_id uuid)
returns jsonb
language plpgsql stable set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    noise constant text[] := '{created_at,created_by,updated_at,updated_by,seq}';
    answer jsonb;
begin
    execute format('select to_jsonb(t) - $3 from public.%I t
                     where t.organization_id = $1 and t.id = $2', table_name)
       into answer using organization_id, row_id, noise;
    return answer;
end
$$;
comment on function ota.row_now(uuid, text, uuid) is
    'A row as the log would hold it, null when it is not there for the asking user.';

create or replace function ota.row_at(organization_id uuid, table_name text, row_id uuid,
    seq bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    entry record;
begin
    select l.op, l.after into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3 and l.seq <= $4
     order by l.seq desc, l.ord desc limit 1;
    if found then
        return case when entry.op in ('insert', 'update') then entry.after end;
    end if;
    -- Older than the log: what its first change found, or the row itself.
    select l.op, l.before, l.resource into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3 and l.seq > $4
     order by l.seq, l.ord limit 1;
    if found then
        return case when entry.op in ('update', 'delete')
                         and auth.may_read_state($1, entry.resource, entry.before)
                    then entry.before end;
    end if;
    return ota.row_now(organization_id, table_name, row_id);
end
$$;
comment on function ota.row_at(uuid, text, uuid, bigint) is
    'A row as it was after a change of its organization, null when it was not there.';

create or replace function ota.rows_at(organization_id uuid, table_name text, field text,
    parents uuid[], seq bigint) returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
declare
    ids uuid[];
begin
    execute format('select array_agg(t.id) from public.%I t
                     where t.organization_id = $1 and t.%I = any ($2)', table_name, field)
       into ids using organization_id, parents;
    return (select coalesce(jsonb_agg(r.state order by r.state ->> 'date',
                                      r.state ->> 'starts_at', r.id), '[]')
              from (select i.id, ota.row_at($1, $2, i.id, $5) as state
                      from (select unnest(ids) as id
                            union select ota.departed($1, $2, $3, $4)) i) r
             where (r.state ->> field)::uuid = any (parents));
end
$$;
comment on function ota.rows_at(uuid, text, text, uuid[], bigint) is
    'The rows that had one of these parents after a change, as they were then.';

create or replace function ota.must_be(state jsonb) returns jsonb
language plpgsql immutable set search_path = pg_catalog as $$
begin
    if state is null then
        raise exception using errcode = 'P0002', message = 'it was not there at that time',
            hint = 'It did not exist yet or was deleted, or it was not yours to see.';
    end if;
    return state;
end
$$;
comment on function ota.must_be(jsonb) is 'The state itself, or P0002 when there is none.';

create or replace function ota.ids_in(rows jsonb) returns uuid[]
language sql immutable set search_path = pg_catalog as $$
    select coalesce(array_agg((r ->> 'id')::uuid), '{}') from jsonb_array_elements(rows) r
$$;
comment on function ota.ids_in(jsonb) is 'The ids of rows in a JSON list.';

create or replace function ota.history_at(organization_id uuid, what text, row_id uuid,
    wanted_seq bigint, wanted_at timestamptz) returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
declare
    place record;
    answer jsonb;
    shows jsonb;
    days jsonb := '[]';
begin
    select * into place from ota.history_place(organization_id, wanted_seq, wanted_at);
    answer := jsonb_build_object('seq', place.seq, 'at', place.at, 'head', place.head,
        'horizon', jsonb_build_object('seq', place.horizon, 'at', place.horizon_at));
    if what = 'tour' then
        answer := answer || jsonb_build_object('tour',
            ota.must_be(ota.row_at($1, 'tours', $3, place.seq)));
        shows := ota.rows_at($1, 'shows', 'tour_id', array[$3], place.seq);
        days := ota.rows_at($1, 'days', 'tour_id', array[$3], place.seq);
        answer := answer || jsonb_build_object('shows', shows, 'days', days);
    elsif what = 'show' then
        shows := jsonb_build_array(ota.must_be(ota.row_at($1, 'shows', $3, place.seq)));
        answer := answer || jsonb_build_object('show', shows -> 0);
    else
        return answer || jsonb_build_object('row', ota.must_be(ota.row_at($1, $2, $3, place.seq)));
    end if;
    return answer || jsonb_build_object('schedule_items',
        ota.rows_at($1, 'schedule_items', 'show_id', ota.ids_in(shows), place.seq)
        || ota.rows_at($1, 'schedule_items', 'day_id', ota.ids_in(days), place.seq));
end
$$;
comment on function ota.history_at(uuid, text, uuid, bigint, timestamptz) is
    'A row, a show with its schedule, or a tour with its shows, days and schedule, as it was.';

create or replace function ota.history_deleted(organization_id uuid, tour_id uuid,
    before_seq bigint, page integer) returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
declare
    place record;
    items jsonb;
begin
    select * into place from ota.history_place(organization_id, null, null);
    select jsonb_agg(jsonb_build_object('seq', l.seq, 'at', l.at, 'table', l.table_name,
               'id', l.row_id, 'row', l.before,
               'actor', case when l.actor_id is not null then jsonb_build_object(
                   'id', l.actor_id, 'name', ota.actor_name($1, l.actor_id)) end)
           order by l.seq desc, l.ord desc) into items
      from (select l.* from ota.deletions($1, before_seq, 1000) d
              join ota.change_log l on l.organization_id = $1 and l.seq = d.seq and l.ord = d.ord
                                   and l.at = d.at
             where l.seq > place.horizon
               and ($2 is null or (l.before ->> 'tour_id')::uuid = $2
                    or exists (select from public.shows s where s.organization_id = $1
                                  and s.id = (l.before ->> 'show_id')::uuid and s.tour_id = $2)
                    or exists (select from public.days y where y.organization_id = $1
                                  and y.id = (l.before ->> 'day_id')::uuid and y.tour_id = $2))
             order by l.seq desc, l.ord desc limit page) l;
    return jsonb_build_object('deleted', coalesce(items, '[]'), 'head', place.head,
        'horizon', jsonb_build_object('seq', place.horizon, 'at', place.horizon_at));
end
$$;
comment on function ota.history_deleted(uuid, uuid, bigint, integer) is
    'What was deleted lately and is still gone, in the organization or in a tour.';

-- Bringing back.

create or replace function ota.fitting(table_name text, state jsonb, out fields text[],
    out left_out jsonb)
language sql stable set search_path = pg_catalog as $$
    select coalesce(array_agg(k order by k) filter (where c.attname is not null), '{}'),
           coalesce(jsonb_agg(jsonb_build_object('field', k, 'reason', 'no_such_field'))
                        filter (where c.attname is null), '[]')
      from jsonb_object_keys(state) k
      left join pg_attribute c on c.attrelid = to_regclass('public.' || quote_ident($1))
           and c.attname = k and c.attnum > 0 and not c.attisdropped and c.attgenerated = ''
     where k <> 'organization_id' or c.attname is not null
$$;
comment on function ota.fitting(text, jsonb) is
    'Which fields of an old row the table still has, and which not.';

create or replace function ota.blamed(table_name text, constraint_name text) returns text[]
language sql stable set search_path = pg_catalog as $$
    -- A required field cannot be left out, so it is never to blame here.
    select coalesce(array_agg(a.attname::text), '{}')
      from pg_constraint k
      join pg_attribute a on a.attrelid = k.conrelid and a.attnum = any (k.conkey)
     where k.conrelid = to_regclass('public.' || quote_ident($1)) and k.conname = $2
       and not a.attnotnull
$$;
comment on function ota.blamed(text, text) is
    'The fields that may be left out to satisfy a constraint.';

create or replace function ota.write_state(table_name text, state jsonb, is_insert boolean,
    fields text[], out written text[], out left_out jsonb)
language plpgsql volatile set search_path = pg_catalog as $$
declare
    list text;
    broken text;
    blame text[];
    touched bigint;
begin
    written := fields;
    left_out := '[]';
    loop
        list := (select string_agg(quote_ident(f), ', ') from unnest(written) f);
        exit when list is null;
        begin
            if is_insert then
                execute format('insert into public.%1$I (%2$s) select %2$s from '
                               'jsonb_populate_record(null::public.%1$I, $1)', table_name, list)
                  using state;
                touched := 1;
            else
                execute format('update public.%1$I t set (%2$s) = (select %2$s from '
                               'jsonb_populate_record(null::public.%1$I, $1)) '
                               'where t.organization_id = $2 and t.id = $3', table_name, list)
                  using state, (state ->> 'organization_id')::uuid, (state ->> 'id')::uuid;
                get diagnostics touched = row_count;
            end if;
            if touched = 0 then
                raise exception using errcode = '42501',
                    message = 'your role does not allow this';
            end if;
            exit;
        exception when foreign_key_violation or check_violation then
            get stacked diagnostics broken = constraint_name;
            blame := array(select unnest(ota.blamed(table_name, broken))
                           intersect select unnest(written));
            if blame = '{}' then
                raise;
            end if;
            written := array(select f from unnest(written) f where f <> all (blame));
            left_out := left_out || (select jsonb_agg(jsonb_build_object('field', f, 'reason',
                case sqlstate when '23503' then 'missing_parent' else 'invalid' end))
                from unnest(blame) f);
        end;
    end loop;
end
$$;
comment on function ota.write_state(text, jsonb, boolean, text[]) is
    'Writes fields of an old row as the asking user; fields that no longer fit are left out.';

create or replace function ota.restore_row(organization_id uuid, table_name text, row_id uuid,
    state jsonb, out restored jsonb, out left_out jsonb, out fields text[])
language plpgsql volatile set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    there constant jsonb := ota.row_now(organization_id, table_name, row_id);
    fit record;
    done record;
begin
    select * into fit from ota.fitting(table_name, state);
    fields := fit.fields;
    if there is not null then
        fields := array(select f from unnest(fit.fields) f
                         where state -> f is distinct from there -> f);
    end if;
    perform set_config('ota.restoring', case when there is null then 'on' else 'off' end, true);
    select * into done from ota.write_state(table_name, state, there is null, fields);
    perform set_config('ota.restoring', 'off', true);
    fields := done.written;
    left_out := fit.left_out || done.left_out;
    execute format('select to_jsonb(t) from public.%I t
                     where t.organization_id = $1 and t.id = $2', table_name)
       into restored using organization_id, row_id;
end
$$;
comment on function ota.restore_row(uuid, text, uuid, jsonb) is
    'Makes a row what it was: a new row when it is gone, else the fields that differ.';

create or replace function ota.restore_parts(organization_id uuid, deleted_seq bigint,
    parents uuid[]) returns jsonb
language plpgsql volatile set search_path = pg_catalog as $$
declare
    part record;
    done record;
    found_new boolean := true;
    known uuid[] := parents;
    parts jsonb := '[]';
begin
    -- What went with the row went in the same transaction, the parts of parts too.
    while found_new and jsonb_array_length(parts) < 2000 loop
        found_new := false;
        for part in
            select l.table_name, l.row_id, l.op, l.before, l.after from ota.change_log l
             where l.organization_id = restore_parts.organization_id and l.seq = deleted_seq
               and l.op in ('delete', 'update') and l.row_id <> all (known)
               and exists (select from jsonb_each_text(l.before) f
                            where f.key like '%\_id' and f.key not in ('id', 'organization_id')
                              and f.value = any (known::text[])
                              and (l.op = 'delete' or l.after ->> f.key is null))
             order by l.ord limit 2000
        loop
            known := known || part.row_id;
            found_new := found_new or part.op = 'delete';
            begin
                if part.op = 'update' then
                    part.before := ota.relinked(part.table_name, part.row_id, part.before,
                                                part.after, known);
                    continue when part.before is null;
                end if;
                select * into done from ota.restore_row(organization_id, part.table_name,
                                                        part.row_id, part.before);
                parts := parts || jsonb_build_object('table', part.table_name,
                    'id', part.row_id, 'left_out', done.left_out);
            exception when integrity_constraint_violation or insufficient_privilege then
                parts := parts || jsonb_build_object('table', part.table_name,
                    'id', part.row_id, 'code', sqlstate, 'message', sqlerrm);
            end;
        end loop;
    end loop;
    return parts;
end
$$;
comment on function ota.restore_parts(uuid, bigint, uuid[]) is
    'Brings back what a deletion took along, and links what it had unlinked.';

create or replace function ota.relinked(table_name text, row_id uuid, before jsonb, after jsonb,
    parents uuid[]) returns jsonb
language plpgsql stable set search_path = pg_catalog as $$
declare
    there constant jsonb := ota.row_now((before ->> 'organization_id')::uuid, table_name, row_id);
begin
    -- Only links that nobody has set anew since.
    return there || (select jsonb_object_agg(f.key, f.value) from jsonb_each(before) f
                        where f.key like '%\_id' and f.key not in ('id', 'organization_id')
                          and f.value #>> '{}' = any (parents::text[])
                          and after ->> f.key is null and there ->> f.key is null);
end
$$;
comment on function ota.relinked(text, uuid, jsonb, jsonb, uuid[]) is
    'A row with the links that a deletion took from it, null when there is nothing to link.';

create or replace function ota.history_restore(organization_id uuid, table_name text, row_id uuid,
    wanted_seq bigint) returns jsonb
language plpgsql volatile set search_path = pg_catalog as $$
declare
    place record;
    entry record;
    state jsonb;
    done record;
    parts jsonb := '[]';
begin
    select * into place from ota.history_place(organization_id, wanted_seq, null);
    if table_name in ('memberships', 'invitations', 'conflicts', 'settlement_signatures',
                      'admissions') then
        raise exception using errcode = 'OT002',
            message = 'this kind of row is not restored from history',
            hint = case when table_name in ('memberships', 'invitations')
                        then 'Invite the person again.' else 'Enter it anew.' end;
    end if;
    select l.op, l.seq, l.before, l.resource into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3 and l.seq <= $4
     order by l.seq desc, l.ord desc limit 1;
    if found and entry.op = 'delete' then
        state := entry.before;
    else
        state := ota.row_at($1, $2, $3, wanted_seq);
    end if;
    perform ota.must_be(state);
    select l.op, l.seq into entry from ota.change_log l
     where l.organization_id = $1 and l.table_name = $2 and l.row_id = $3
     order by l.seq desc, l.ord desc limit 1;
    select * into done from ota.restore_row($1, $2, $3, state);
    if entry.op = 'delete' then
        parts := ota.restore_parts($1, entry.seq, array[$3]);
    end if;
    return jsonb_build_object('table', $2, 'id', $3, 'row', done.restored, 'fields', done.fields,
        'left_out', done.left_out, 'parts', parts,
        'seq', nullif(split_part(coalesce(current_setting('ota.taken', true), ''), ':', 2),
                      '')::bigint);
end
$$;
comment on function ota.history_restore(uuid, text, uuid, bigint) is
    'Restores a row as it was after a change (or before it, when that deleted it) as a new change '
    'of the asking user.';

revoke all on function
    ota.history_place(uuid, bigint, timestamptz), ota.departed(uuid, text, text, uuid[]),
    ota.deletions(uuid, bigint, integer), ota.actor_name(uuid, uuid),
    ota.history_fields(text, text[], jsonb, jsonb, boolean),
    ota.history_page(uuid, text, uuid, bigint, integer, integer),
    ota.row_now(uuid, text, uuid), ota.row_at(uuid, text, uuid, bigint),
    ota.rows_at(uuid, text, text, uuid[], bigint),
    ota.must_be(jsonb), ota.ids_in(jsonb),
    ota.history_at(uuid, text, uuid, bigint, timestamptz),
    ota.history_deleted(uuid, uuid, bigint, integer), ota.fitting(text, jsonb),
    ota.blamed(text, text), ota.write_state(text, jsonb, boolean, text[]),
    ota.restore_row(uuid, text, uuid, jsonb), ota.restore_parts(uuid, bigint, uuid[]),
    ota.relinked(text, uuid, jsonb, jsonb, uuid[]),
    ota.history_restore(uuid, text, uuid, bigint) from public;
grant execute on function
    ota.history_place(uuid, bigint, timestamptz), ota.departed(uuid, text, text, uuid[]),
    ota.deletions(uuid, bigint, integer), ota.actor_name(uuid, uuid),
    ota.history_fields(text, text[], jsonb, jsonb, boolean),
    ota.history_page(uuid, text, uuid, bigint, integer, integer),
    ota.row_now(uuid, text, uuid), ota.row_at(uuid, text, uuid, bigint),
    ota.rows_at(uuid, text, text, uuid[], bigint),
    ota.must_be(jsonb), ota.ids_in(jsonb),
    ota.history_at(uuid, text, uuid, bigint, timestamptz),
    ota.history_deleted(uuid, uuid, bigint, integer), ota.fitting(text, jsonb),
    ota.blamed(text, text), ota.write_state(text, jsonb, boolean, text[]),
    ota.restore_row(uuid, text, uuid, jsonb), ota.restore_parts(uuid, bigint, uuid[]),
    ota.relinked(text, uuid, jsonb, jsonb, uuid[]),
    ota.history_restore(uuid, text, uuid, bigint) to authenticated;
