-- Who sends an invoice: the organization's name, address, tax number and bank as papers have them,
-- kept with the invoice from the moment that it is issued. Links to the sheets of days without a
-- show.

alter table public.organizations
    add column legal_name text,
    add column address text,
    add column tax_id text,
    add column bank text,
    add constraint organizations_legal_name_length check (char_length(legal_name) between 1 and 160),
    add constraint organizations_address_length check (char_length(address) between 1 and 4000),
    add constraint organizations_tax_id_length check (char_length(tax_id) between 1 and 60),
    add constraint organizations_bank_length check (char_length(bank) between 1 and 1000);
comment on column public.organizations.legal_name is
    'Its name on invoices; null where it is the name.';
comment on column public.organizations.address is 'Its address on invoices.';
comment on column public.organizations.tax_id is 'Its tax number on invoices.';
comment on column public.organizations.bank is
    'Where invoices are paid to, as it is printed: bank, account, whose it is.';

alter table public.invoices
    add column from_name text,
    add column from_address text,
    add column from_tax_id text,
    add column from_bank text,
    add constraint invoices_from_name_length check (char_length(from_name) between 1 and 160),
    add constraint invoices_from_address_length check (char_length(from_address) between 1 and 4000),
    add constraint invoices_from_tax_id_length check (char_length(from_tax_id) between 1 and 60),
    add constraint invoices_from_bank_length check (char_length(from_bank) between 1 and 1000);
comment on column public.invoices.from_name is
    'Who sent it: the organization''s name when it was issued.';
comment on column public.invoices.from_address is 'The sender''s address when it was issued.';
comment on column public.invoices.from_tax_id is 'The sender''s tax number when it was issued.';
comment on column public.invoices.from_bank is 'Where it was to be paid to when it was issued.';

-- The sender is the server's word, like the number.
create function ota.stamp_invoice_sender() returns trigger
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
        select coalesce(o.legal_name, o.name), o.address, o.tax_id, o.bank
          into new.from_name, new.from_address, new.from_tax_id, new.from_bank
          from public.organizations o where o.id = new.organization_id;
    end if;
    return new;
end
$$;
comment on function ota.stamp_invoice_sender() is
    'Trigger: an invoice keeps who sent it as it was when it got its number.';
create trigger t0_sender before insert or update on public.invoices
    for each row execute function ota.stamp_invoice_sender();

alter table public.share_links
    add column day_id uuid,
    add constraint share_links_day_id_fkey foreign key (organization_id, day_id)
        references public.days (organization_id, id) on delete cascade;
create index share_links_day_id_idx on public.share_links (organization_id, day_id);
comment on column public.share_links.day_id is 'The day without a show that it is about.';

drop function ota.open_share(bytea);
create function ota.open_share(token_hash bytea, out organization_id uuid, out link_id uuid,
    out owner_id uuid, out kind text, out tour_id uuid, out show_id uuid, out day_id uuid,
    out person_id uuid, out name text)
returns setof record
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
    link public.share_links;
begin
    select l.* into link from ota.share_tokens t
      join public.share_links l on l.organization_id = t.organization_id and l.id = t.link_id
      join ota.member_roles m on m.organization_id = l.organization_id and m.user_id = l.owner_id
     where t.token_hash = open_share.token_hash
       and l.revoked_at is null and (l.expires_at is null or l.expires_at > now());
    if not found then
        return;
    end if;
    if link.last_used_at is null or link.last_used_at < now() - interval '1 hour' then
        update public.share_links l set last_used_at = date_trunc('hour', now())
         where l.organization_id = link.organization_id and l.id = link.id;
    end if;
    organization_id := link.organization_id;
    link_id := link.id;
    owner_id := link.owner_id;
    kind := link.kind;
    tour_id := link.tour_id;
    show_id := link.show_id;
    day_id := link.day_id;
    person_id := link.person_id;
    name := link.name;
    return next;
end
$$;
comment on function ota.open_share(bytea) is
    'The link whose secret has this hash; no row when there is none, when it has expired or was '
    'withdrawn, or when who shared it has left.';
