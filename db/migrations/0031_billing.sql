-- Tax number and bank leave the organization's row, which every member's device has: only who may read
-- money reads them, in a row of their own. What the history held of them for everybody goes, too.

create table public.billing_details (
    like ota.row_start including all,
    tax_id text,
    bank text,
    like ota.row_end including all,
    constraint billing_details_of_organization check (id = organization_id),
    constraint billing_details_tax_id_length check (char_length(tax_id) between 1 and 60),
    constraint billing_details_bank_length check (char_length(bank) between 1 and 1000)
);
select ota.adopt('public.billing_details', 'billing');
comment on table public.billing_details is
    'What an organization''s invoices say beside its name and address: one row, its id the '
    'organization''s.';
comment on column public.billing_details.tax_id is
    'Its tax number. Where one person is the organization it can be that person''s own.';
comment on column public.billing_details.bank is
    'Where invoices are paid to, as it is printed: bank, account, whose it is.';

create function ota.begin_billing() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    insert into public.billing_details (organization_id, id) values (new.id, new.id)
    on conflict do nothing;
    return null;
end
$$;
comment on function ota.begin_billing() is
    'Trigger: a new organization has the row that its billing details are written into.';
create trigger t6_billing after insert on public.organizations
    for each row execute function ota.begin_billing();

-- An organization has it as one change; devices with an older app hear that the fields are empty.
do $$
declare
    organization uuid;
begin
    for organization in select o.id from public.organizations o loop
        perform set_config('ota.taken', '', true);
        insert into public.billing_details (organization_id, id, tax_id, bank)
        select o.id, o.id, o.tax_id, o.bank from public.organizations o where o.id = organization;
        update public.organizations o set tax_id = null, bank = null where o.id = organization;
    end loop;
    perform set_config('ota.taken', '', true);
end
$$;
update ota.change_log l
   set changed = array_remove(array_remove(l.changed, 'tax_id'), 'bank'),
       before = l.before - 'tax_id' - 'bank',
       after = l.after - 'tax_id' - 'bank'
 where l.table_name = 'organizations';
alter table public.organizations drop column tax_id, drop column bank;

-- The sender is the server's word, like the number.
create or replace function ota.stamp_invoice_sender() returns trigger
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
    if tg_op = 'UPDATE' then
        new.from_name := old.from_name;
        new.from_address := old.from_address;
        new.from_tax_id := old.from_tax_id;
        new.from_bank := old.from_bank;
    else
        new.from_name := null;
        new.from_address := null;
        new.from_tax_id := null;
        new.from_bank := null;
    end if;
    if new.number is not null and new.from_name is null then
        select coalesce(o.legal_name, o.name), o.address, b.tax_id, b.bank
          into new.from_name, new.from_address, new.from_tax_id, new.from_bank
          from public.organizations o
          left join public.billing_details b on b.organization_id = o.id
         where o.id = new.organization_id;
    end if;
    return new;
end
$$;
