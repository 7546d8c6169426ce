-- What rules over several columns say to people whose row breaks one; of a rule over one column the app and
-- the server say it beside the field.

comment on constraint settlements_of_one on public.settlements is
    'A settlement is of one show, or of one run: give show_id or run_id, not both.';
comment on constraint settlements_reason_given on public.settlements is
    'An amendment says why: give its reason.';
comment on constraint billing_details_of_organization on public.billing_details is
    'An organization has one row of billing details, whose id is the organization''s.';
comment on constraint conflicts_resolution_whole on public.conflicts is
    'A conflict that is resolved says how: give resolved_at and resolution together.';
comment on constraint invitations_one_end on public.invitations is
    'An invitation that was accepted cannot be withdrawn: remove the member instead.';
comment on constraint room_guests_dates_order on public.room_guests is
    'A guest leaves on the day of arrival or later: mend the nights.';
comment on constraint schedule_items_not_after_itself on public.schedule_items is
    'A time cannot follow itself: choose another one, or none.';
comment on constraint schedule_items_one_parent on public.schedule_items is
    'A time is of a show or of a day: give show_id or day_id, not both.';
comment on constraint stays_dates_order on public.stays is
    'Check-out is on the day of check-in or later: mend the dates.';
comment on constraint tasks_subject_whole on public.tasks is
    'What a task is about has a kind and an id: give subject and subject_id together.';
