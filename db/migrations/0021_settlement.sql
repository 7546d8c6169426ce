-- Settlements: versions that both sides sign and nobody changes afterwards.

create table public.settlements (
    like ota.row_start including all,
    show_id uuid not null,
    version integer,
    status text not null default 'draft',
    amends_id uuid,
    reason text,
    input jsonb not null,
    result_hash text,
    input_text text,
    currency text not null,
    balance_minor bigint,
    undisputed_minor bigint,
    engine integer,
    presented_at timestamptz,
    paid_at timestamptz,
    notes text,
    like ota.row_end including all,
    constraint settlements_show_id_fkey foreign key (organization_id, show_id)
        references public.shows (organization_id, id) on delete cascade,
    constraint settlements_version_range check (version between 1 and 999),
    constraint settlements_status_known check (status in (
        'draft', 'calculated', 'presented', 'agreed', 'signed', 'paid', 'amended')),
    constraint settlements_reason_length check (char_length(reason) between 1 and 4000),
    constraint settlements_input_form
        check (jsonb_typeof(input) in ('array', 'object') and octet_length(input::text) <= 262144),
    constraint settlements_result_hash_length check (char_length(result_hash) between 64 and 64),
    constraint settlements_input_text_length check (char_length(input_text) between 1 and 65536),
    constraint settlements_currency_code check (currency ~ '^[A-Z]{3}$'),
    constraint settlements_balance_minor_range
        check (balance_minor between -999999999999999 and 999999999999999),
    constraint settlements_undisputed_minor_range
        check (undisputed_minor between -999999999999999 and 999999999999999),
    constraint settlements_engine_range check (engine between 1 and 1000000),
    constraint settlements_notes_length check (char_length(notes) between 1 and 20000),
    constraint settlements_reason_given check (amends_id is null or reason is not null),
    constraint settlements_result_hash_form check (result_hash ~ '^[0-9a-f]{64}$')
);
select ota.adopt('public.settlements', 'finance');
alter table public.settlements
    add constraint settlements_amends_id_fkey foreign key (organization_id, amends_id)
        references public.settlements (organization_id, id) on delete set null (amends_id);
create index settlements_show_id_idx on public.settlements (organization_id, show_id);
create index settlements_amends_id_idx on public.settlements (organization_id, amends_id);
comment on table public.settlements is
    'One reckoning of a show; once signed it stands, and a new version amends it.';
comment on column public.settlements.show_id is 'The show.';
comment on column public.settlements.version is 'Its number, given by the server.';
comment on column public.settlements.status is 'How far it is; signed is the server''s word.';
comment on column public.settlements.amends_id is 'The signed version that this one amends.';
comment on column public.settlements.reason is 'Why it is amended.';
comment on column public.settlements.input is 'All that it was reckoned from.';
comment on column public.settlements.result_hash is
    'SHA-256 of input and result, in hexadecimal: what is signed.';
comment on column public.settlements.input_text is 'The canonical text that was hashed.';
comment on column public.settlements.currency is 'ISO 4217 code of the amounts.';
comment on column public.settlements.balance_minor is
    'What is due to the artist; below zero: to the promoter.';
comment on column public.settlements.undisputed_minor is 'What both sides agree is due.';
comment on column public.settlements.engine is 'The version of the reckoning.';
comment on column public.settlements.presented_at is 'When it was shown to the promoter.';
comment on column public.settlements.paid_at is 'When it was paid.';
comment on column public.settlements.notes is 'Anything else.';

create table public.settlement_signatures (
    like ota.row_start including all,
    settlement_id uuid not null,
    party text not null,
    name text not null,
    job text,
    result_hash text not null,
    signed_at timestamptz not null,
    public_key text,
    signature text,
    drawing jsonb,
    like ota.row_end including all,
    constraint settlement_signatures_party_key unique (organization_id, settlement_id, party),
    constraint settlement_signatures_settlement_id_fkey foreign key (organization_id, settlement_id)
        references public.settlements (organization_id, id) on delete cascade,
    constraint settlement_signatures_party_known check (party in ('artist', 'promoter')),
    constraint settlement_signatures_name_length check (char_length(name) between 1 and 120),
    constraint settlement_signatures_job_length check (char_length(job) between 1 and 4000),
    constraint settlement_signatures_result_hash_length
        check (char_length(result_hash) between 64 and 64),
    constraint settlement_signatures_public_key_length
        check (char_length(public_key) between 1 and 200),
    constraint settlement_signatures_signature_length
        check (char_length(signature) between 1 and 200),
    constraint settlement_signatures_drawing_form
        check (jsonb_typeof(drawing) in ('array', 'object')
               and octet_length(drawing::text) <= 262144),
    constraint settlement_signatures_result_hash_form check (result_hash ~ '^[0-9a-f]{64}$')
);
select ota.adopt('public.settlement_signatures', 'finance');
comment on table public.settlement_signatures is 'One side''s signature under a settlement.';
comment on column public.settlement_signatures.settlement_id is 'The settlement.';
comment on column public.settlement_signatures.party is 'Which side.';
comment on column public.settlement_signatures.name is 'Who signed.';
comment on column public.settlement_signatures.job is 'For what they sign, such as tour manager.';
comment on column public.settlement_signatures.result_hash is 'The hash that they signed.';
comment on column public.settlement_signatures.signed_at is 'When.';
comment on column public.settlement_signatures.public_key is 'The key of the device that signed.';
comment on column public.settlement_signatures.signature is 'Its signature of the hash.';
comment on column public.settlement_signatures.drawing is 'The name as it was drawn.';

create function ota.judge_settlement_step(before public.settlements, after public.settlements)
returns void
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
    elsif not is_signed and changes && '{show_id,input,input_text,result_hash,currency,'
              'balance_minor,undisputed_minor,engine}'
          and exists (select from public.settlement_signatures s
                       where s.organization_id = before.organization_id
                         and s.settlement_id = before.id) then
        perform ota.refuse('one side has signed this version already',
            'Make a new version, and let both sides sign that.');
    end if;
end
$$;
comment on function ota.judge_settlement_step(public.settlements, public.settlements) is
    'Refuses a change of a settlement that is none of the named steps or touches what was signed.';

create function ota.judge_settlement() returns trigger
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
        if old.status in ('signed', 'paid', 'amended') and exists (
            select from public.shows s
             where s.organization_id = old.organization_id and s.id = old.show_id) then
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
               and s.id = new.amends_id and s.show_id = new.show_id
               and s.status in ('signed', 'paid', 'amended')) then
        perform ota.refuse('only a signed settlement of the same show is amended',
            'Change the unsigned version itself.');
    end if;
    new.version := (select coalesce(max(s.version), 0) + 1 from public.settlements s
                     where s.organization_id = new.organization_id and s.show_id = new.show_id);
    return new;
end
$$;
comment on function ota.judge_settlement() is
    'Trigger: versions are numbered by the server, go by named steps, and stand once they are '
    'signed.';
select ota.attach_rules('public.settlements', 'ota.judge_settlement',
    'insert or update or delete');

create function ota.judge_signature() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    organization constant uuid := coalesce(new.organization_id, old.organization_id);
    signed public.settlements;
begin
    if ota.is_restoring() or ota.write_scope(organization, 'finance') = 'none'
       or (tg_op = 'UPDATE' and ota.changed(to_jsonb(old), to_jsonb(new)) = '{}') then
        return coalesce(new, old);
    end if;
    perform ota.take(organization);
    select s.* into signed from public.settlements s
     where s.organization_id = organization
       and s.id = coalesce(old.settlement_id, new.settlement_id);
    if tg_op <> 'INSERT' then
        if found then
            perform ota.refuse('a signature is never changed or taken back',
                'Make a new version of the settlement.');
        end if;
        return coalesce(new, old);
    elsif found and signed.status not in ('presented', 'agreed') then
        perform ota.refuse(case when signed.status in ('draft', 'calculated')
                then 'this settlement was not presented yet' else 'this settlement is signed' end,
            'Sign a version that was presented and agreed.');
    elsif found and signed.result_hash is distinct from new.result_hash then
        perform ota.refuse('this signature is for another result',
            'Compare both results, and sign the one that both hold.');
    end if;
    return new;
end
$$;
comment on function ota.judge_signature() is
    'Trigger: a side signs exactly the result that the settlement holds, once and for good.';
select ota.attach_rules('public.settlement_signatures', 'ota.judge_signature',
    'insert or update or delete');

create function ota.close_settlement() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if ota.is_restoring() or (select count(*) from public.settlement_signatures s
         where s.organization_id = new.organization_id
           and s.settlement_id = new.settlement_id) < 2 then
        return null;
    end if;
    perform set_config('ota.signing', 'on', true);
    update public.settlements s set status = 'signed'
     where s.organization_id = new.organization_id and s.id = new.settlement_id;
    update public.settlements s set status = 'amended'
      from public.settlements n
     where n.organization_id = new.organization_id and n.id = new.settlement_id
       and s.organization_id = n.organization_id and s.id = n.amends_id;
    perform set_config('ota.signing', 'off', true);
    return null;
end
$$;
comment on function ota.close_settlement() is
    'Trigger: with both signatures a settlement is signed, and the one that it amends is amended.';
create trigger t6_close after insert on public.settlement_signatures
    for each row execute function ota.close_settlement();

create table public.disputes (
    like ota.row_start including all,
    settlement_id uuid not null,
    line text not null,
    item integer not null default 0,
    ours_minor bigint,
    theirs_minor bigint,
    reason text,
    status text not null default 'open',
    like ota.row_end including all,
    constraint disputes_settlement_id_fkey foreign key (organization_id, settlement_id)
        references public.settlements (organization_id, id) on delete cascade,
    constraint disputes_line_length check (char_length(line) between 1 and 60),
    constraint disputes_item_range check (item between 0 and 10000),
    constraint disputes_ours_minor_range
        check (ours_minor between -999999999999999 and 999999999999999),
    constraint disputes_theirs_minor_range
        check (theirs_minor between -999999999999999 and 999999999999999),
    constraint disputes_reason_length check (char_length(reason) between 1 and 4000),
    constraint disputes_status_known check (status in ('open', 'settled'))
);
select ota.adopt('public.disputes', 'finance');
create index disputes_settlement_id_idx on public.disputes (organization_id, settlement_id);
comment on table public.disputes is 'A line on which the two sides differ.';
comment on column public.disputes.settlement_id is 'The settlement.';
comment on column public.disputes.line is 'The line''s name.';
comment on column public.disputes.item is 'Which of several such lines.';
comment on column public.disputes.ours_minor is 'What it is by our reckoning.';
comment on column public.disputes.theirs_minor is 'What it is by theirs.';
comment on column public.disputes.reason is 'Why.';
comment on column public.disputes.status is 'Whether it is settled.';
