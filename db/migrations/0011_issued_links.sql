-- A sign-in link that a command printed keeps nobody from asking for a mail.

alter table auth.one_time_tokens add column is_issued boolean not null default false;
comment on column auth.one_time_tokens.is_issued is
    'Made by a command of the operator: nobody asked for it, so it does not count as a mail.';
