-- What is forgotten, and when: old months of the log, results and jobs that nobody asks for again.

create function ota.move_horizon(keep interval) returns integer
language plpgsql volatile security definer set search_path = pg_catalog set timezone = 'UTC' as $$
declare
    oldest constant timestamptz := date_trunc('month', now() - keep);
    moved integer;
begin
    update ota.org_head h set horizon_seq = old.seq
      from (select l.organization_id, max(l.seq) as seq from ota.change_log l
             where l.at < oldest group by 1) old
     where h.organization_id = old.organization_id and h.horizon_seq < old.seq;
    get diagnostics moved = row_count;
    return moved;
end
$$;
comment on function ota.move_horizon(interval) is
    'Says of each organization that months of its log older than `keep` count no more; returns how '
    'many it moved. The rows stay until ota.drop_history.';

create function ota.drop_history(keep interval) returns integer
language plpgsql volatile security definer
set search_path = pg_catalog set timezone = 'UTC' set lock_timeout = '2s' as $$
declare
    oldest constant timestamptz := date_trunc('month', now() - keep);
    partition regclass;
    is_needed boolean;
    dropped integer := 0;
begin
    delete from ota.change_log_default l using ota.org_head h
     where l.at < oldest and h.organization_id = l.organization_id and l.seq <= h.horizon_seq;
    for partition in
        select c.oid::regclass from pg_inherits i join pg_class c on c.oid = i.inhrelid
         where i.inhparent = 'ota.change_log'::regclass and c.relname ~ '^change_log_\d{4}_\d\d$'
           and make_timestamptz(substr(c.relname, 12, 4)::integer, substr(c.relname, 17,
               2)::integer, 1, 0, 0, 0) < oldest
         order by c.relname loop
        execute format('select exists (select from %s l join ota.org_head h using (organization_id)
                                        where l.seq > h.horizon_seq)', partition) into is_needed;
        if not is_needed then
            execute format('drop table %s', partition);
            dropped := dropped + 1;
        end if;
    end loop;
    return dropped;
end
$$;
comment on function ota.drop_history(interval) is
    'Drops months of the log older than `keep` that no organization counts on any more; returns how '
    'many. Call it before ota.move_horizon, so that a reader who asked just before the horizon moved '
    'still finds its rows.';

create function ota.forget_work(keep interval) returns bigint
language sql volatile security definer set search_path = pg_catalog as $$
    with jobs as (
        delete from ota.jobs j
         where j.done_at < now() - interval '7 days'
            or (j.done_at is null and j.attempts >= 12 and j.created_at < now() - keep)
        returning 1),
    results as (
        delete from ota.sync_results r using ota.sync_clients c
         where c.organization_id = r.organization_id and c.client_id = r.client_id
           and r.at < now() - keep and r.n <= c.last_n - 500
        returning 1)
    select (select count(*) from jobs) + (select count(*) from results)
$$;
comment on function ota.forget_work(interval) is
    'Forgets jobs done a week ago, jobs given up longer ago than `keep`, and results of mutations of '
    'that age, but for each client''s last 500: a push may be repeated as long as it was not answered.';
