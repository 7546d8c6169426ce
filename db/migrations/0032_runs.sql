-- A run is settled and signed as a show is: a settlement is of one show or of one run.

alter table public.settlements
    add column run_id uuid,
    alter column show_id drop not null,
    add constraint settlements_run_id_fkey foreign key (organization_id, run_id)
        references public.settlement_runs (organization_id, id) on delete cascade,
    add constraint settlements_of_one check (num_nonnulls(show_id, run_id) = 1),
    drop constraint settlements_input_text_length,
    add constraint settlements_input_text_length
        check (char_length(input_text) between 1 and 131072);
create index settlements_run_id_idx on public.settlements (organization_id, run_id);
comment on table public.settlements is
    'One reckoning of a show or a run; once signed it stands, and a new version amends it.';
comment on column public.settlements.show_id is 'The show, where it is of one.';
comment on column public.settlements.run_id is
    'The run whose shows it settles as one, where it is of no show alone.';

create or replace function ota.judge_settlement_step(before public.settlements,
    after public.settlements) returns void
language plpgsql stable security definer set search_path = pg_catalog as $$
declare
    changes constant text[] := ota.changed(to_jsonb(before), to_jsonb(after));
    is_signed constant boolean := before.status in ('signed', 'paid', 'amended');
begin
    if is_signed and (not changes <@ '{status,paid_at,notes,amends_id}'
                      or (changes && '{amends_id}' and after.amends_id is not null)) then
        perform ota.refuse('a signed settlement is never changed',
            'Make a new version that amends this one, with its reason.');
    elsif changes && '{status}' and (case before.status
            when 'signed' then after.status not in ('paid', 'amended')
            when 'paid' then after.status not in ('signed', 'amended')
            when 'amended' then true
            else after.status in ('signed', 'paid', 'amended') end) then
        perform ota.refuse(format('a settlement that is %s does not become %s', before.status,
                after.status),
            case when is_signed then 'Make a new version that amends this one.'
                 else 'Both sides sign it: then it is signed.' end);
    elsif not is_signed and changes && '{show_id,run_id,input,input_text,result_hash,currency,'
              'balance_minor,undisputed_minor,engine}'
          and exists (select from public.settlement_signatures s
                       where s.organization_id = before.organization_id
                         and s.settlement_id = before.id) then
        perform ota.refuse('one side has signed this version already',
            'Make a new version, and let both sides sign that.');
    end if;
end
$$;

create function ota.has_subject(settlement public.settlements) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
    select exists (select from public.shows s
                    where s.organization_id = settlement.organization_id
                      and s.id = settlement.show_id)
        or exists (select from public.settlement_runs r
                    where r.organization_id = settlement.organization_id
                      and r.id = settlement.run_id)
$$;
comment on function ota.has_subject(public.settlements) is
    'Whether the show or the run is there that a settlement is of; it is not where that is what '
    'is deleted.';

create or replace function ota.judge_settlement() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    -- The server's own hand: both have signed, or the next version was.
    if current_setting('ota.signing', true) = 'on'
       or ota.write_scope(coalesce(new.organization_id, old.organization_id), 'finance') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    end if;
    perform ota.take(coalesce(new.organization_id, old.organization_id));
    if tg_op = 'DELETE' then
        if old.status in ('signed', 'paid', 'amended') and ota.has_subject(old) then
            perform ota.refuse('a signed settlement is never deleted',
                'Make a new version that amends this one, with its reason.');
        end if;
        return old;
    elsif tg_op = 'UPDATE' then
        new.version := old.version;
        perform ota.judge_settlement_step(old, new);
        return new;
    elsif ota.is_restoring() then
        return new;
    end if;
    if new.status in ('signed', 'paid', 'amended') then
        perform ota.refuse('a settlement begins unsigned',
            'Both sides sign it: then it is signed.');
    elsif new.amends_id is not null and not exists (
            select from public.settlements s where s.organization_id = new.organization_id
               and s.id = new.amends_id
               and s.show_id is not distinct from new.show_id
               and s.run_id is not distinct from new.run_id
               and s.status in ('signed', 'paid', 'amended')) then
        perform ota.refuse('only a signed settlement of the same show or run is amended',
            'Change the unsigned version itself.');
    end if;
    new.version := (select coalesce(max(s.version), 0) + 1 from public.settlements s
                     where s.organization_id = new.organization_id
                       and (s.show_id = new.show_id or s.run_id = new.run_id));
    return new;
end
$$;

-- A run that was signed goes only with its tour: what both sides agreed is not lost by one tap.
create function ota.judge_run() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if ota.write_scope(old.organization_id, 'finance') = 'none' then
        return old;
    end if;
    perform ota.take(old.organization_id);
    if exists (select from public.settlements s
                where s.organization_id = old.organization_id and s.run_id = old.id
                  and s.status in ('signed', 'paid', 'amended'))
       and exists (select from public.organizations o where o.id = old.organization_id)
       and (old.tour_id is null
            or exists (select from public.tours t where t.organization_id = old.organization_id
                          and t.id = old.tour_id)) then
        perform ota.refuse('a run that was signed is never deleted',
            'Take its shows out of it, and amend what was signed.');
    end if;
    return old;
end
$$;
comment on function ota.judge_run() is
    'Trigger: a run with a signed settlement is not deleted, but with its tour.';
select ota.attach_rules('public.settlement_runs', 'ota.judge_run', 'delete');
