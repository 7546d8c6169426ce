-- The queue of work that happens after a commit: mail, push, webhooks.

create table ota.jobs (
    id bigint generated always as identity primary key,
    kind text not null constraint jobs_kind_length check (char_length(kind) between 1 and 60),
    payload jsonb not null default '{}',
    run_at timestamptz not null default now(),
    attempts integer not null default 0,
    locked_until timestamptz,
    last_error text constraint jobs_last_error_length check (char_length(last_error) between 1
        and 4000),
    done_at timestamptz,
    created_at timestamptz not null default now()
);
create index jobs_waiting_idx on ota.jobs (run_at) where done_at is null;
comment on table ota.jobs is 'Work to be done outside the transaction that asked for it.';
comment on column ota.jobs.id is 'The job''s number.';
comment on column ota.jobs.kind is 'What is to be done, such as mail.invitation.';
comment on column ota.jobs.payload is
    'What it needs; a secret in "token" is erased when the job is done.';
comment on column ota.jobs.run_at is 'Not before this instant.';
comment on column ota.jobs.attempts is 'How often it was begun.';
comment on column ota.jobs.locked_until is 'A worker has it until then.';
comment on column ota.jobs.last_error is 'Why the last attempt failed.';
comment on column ota.jobs.done_at is 'When it was done.';
comment on column ota.jobs.created_at is 'When it was asked for.';

create function ota.enqueue(kind text, payload jsonb,
    run_at timestamptz default now()) returns bigint
language sql volatile security definer set search_path = pg_catalog as $$
    select pg_notify('ota_jobs', '');
    insert into ota.jobs (kind, payload, run_at) values ($1, $2, $3) returning id
$$;
comment on function ota.enqueue(text, jsonb, timestamptz) is
    'Queues a job in this transaction and wakes whoever listens on ota_jobs at its commit.';

create function ota.claim_jobs(most integer, lease interval) returns setof ota.jobs
language sql volatile security definer set search_path = pg_catalog as $$
    update ota.jobs j set attempts = j.attempts + 1, locked_until = now() + lease
      from (select w.id from ota.jobs w
             where w.done_at is null and w.run_at <= now() and w.attempts < 12
               and (w.locked_until is null or w.locked_until < now())
             order by w.run_at limit most for update skip locked) free
     where j.id = free.id
    returning j.*
$$;
comment on function ota.claim_jobs(integer, interval) is
    'Takes up to `most` due jobs for the length of the lease; after twelve attempts a job is '
    'left for a person.';

create function ota.finish_job(job bigint) returns void
language sql volatile security definer set search_path = pg_catalog as $$
    update ota.jobs set done_at = now(), locked_until = null, last_error = null,
                        payload = payload - 'token' where id = job
$$;
comment on function ota.finish_job(bigint) is 'Marks a job as done and forgets its secret.';

create function ota.fail_job(job bigint, reason text, again_at timestamptz) returns void
language sql volatile security definer set search_path = pg_catalog as $$
    update ota.jobs set locked_until = null, run_at = again_at,
                        last_error = nullif(left(reason, 4000), '') where id = job
$$;
comment on function ota.fail_job(bigint, text, timestamptz) is
    'Gives a job back, to be tried again later.';
