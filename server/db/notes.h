/* Notes between the ota processes of one database, by LISTEN and NOTIFY: heard now or never. */
#ifndef OTA_DB_NOTES_H
#define OTA_DB_NOTES_H

#include "core/status.h"
#include "server/db/feed.h"

/* A note is a commit with seq 0 and one change (server/db/feed.h). What travels of it:
 * organization_id, op, table, row_id, before and after. */
#define NOTES_LINKED "linked" /* op of the note that says: from now on the others are heard */

struct notes;
struct settings;

struct notes_options {
    const struct settings *settings;
    /* On a thread of its own: a note of another process, or NOTES_LINKED of this one; the
     * receiver releases it. */
    void (*on_note)(void *owner, struct commit *note);
    void *owner;
};

/* Connects in the background, again and again. */
MUST_CHECK status notes_start(struct notes **notes, const struct notes_options *options);
/* Sends what waits, if it can be sent at once. NULL is fine. */
void notes_stop(struct notes *notes);

/* Each process hears the notes of another in the order of sending. While the database is away notes
 * are dropped: S_OK. S_OVER_LIMIT: too much waits already. Thread-safe. */
MUST_CHECK status notes_send(struct notes *notes, const struct commit *note);

#endif
