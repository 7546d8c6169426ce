/* A run and its shows as one canonical text. */
#include "settlement_run.h"
#include "settlement_term.h"

static const str show_heading = {"settlement ", 11};

void settlement_run_write(const struct settlement_run *run, const struct settlement_input *shows,
                          struct buf *out)
{
    term_write(run, TERM_RECORD_run, out);
    for (int64_t i = 0; i < run->shows_count; i++) term_write(&shows[i], TERM_RECORD_input, out);
}

bool settlement_text_is_run(str text)
{
    return str_starts(text, STR("run "));
}

/* The text up to where the next show begins; `rest` is what follows. */
static str next_part(str *rest)
{
    str after = *rest, line;
    size_t len = 0;
    do {
        if (!str_cut(&after, '\n', &line)) break;
        len = rest->len - after.len;
    } while (after.len && !str_starts(after, show_heading));
    str part = str_slice(*rest, 0, len);
    *rest = after;
    return part;
}

status settlement_run_read(str text, struct settlement_run *run, struct settlement_input *shows,
                           struct buf *scratch)
{
    str rest = text;
    status bad = term_read(next_part(&rest), TERM_RECORD_run, run, scratch);
    for (int64_t i = 0; !bad && i < run->shows_count; i++)
        bad = term_read(next_part(&rest), TERM_RECORD_input, &shows[i], scratch);
    return !bad && rest.len ? S_INVALID : bad;
}
