-- History: an index for what a parent has lost, so that a tour as it was finds its deleted rows.

create index change_log_departed_idx on ota.change_log (organization_id, table_name, seq)
    where op = 'delete' or changed && '{tour_id,show_id,day_id}';
comment on index ota.change_log_departed_idx is
    'Rows that were deleted or moved to another parent: few, and what "as it was" looks for.';
