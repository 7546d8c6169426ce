/* Mails: written from a queued job, sent over SMTP or caught in development. */
#ifndef OTA_MAIL_MAIL_H
#define OTA_MAIL_MAIL_H

#include <stdbool.h>

#include "core/arena.h"
#include "core/status.h"
#include "core/str.h"
#include "server/http/request.h"

struct mailbox; /* the last mails, in memory; does its own locking */
struct settings;

/* One mail, UTF-8, without line ends in `to` and `subject`. */
struct mail {
    str to;
    str subject;
    str text; /* plain text, lines end with \n */
    str html; /* the same as a whole HTML document */
    str link; /* what the mail is about: the link to open */
    str code; /* six digits, or empty */
};

/* Is this job's kind a mail's? ("mail.otp", "mail.invitation") */
bool mail_is_kind(str kind);

/* Writes the mail of a job of ota.jobs. `payload` is the job's JSON:
 *   mail.otp         {to, minutes, redirect_to, token: {link, code}}
 *   mail.invitation  {email, token, role, organization_name, inviter_name}
 * S_INVALID: an unknown kind or a payload that lacks something (never try again). */
MUST_CHECK status mail_compose(struct arena *a, const struct settings *settings, str kind,
                               str payload, struct mail *mail);

/* Into the mailbox when there is one; else over SMTP, blocking, within 60 s. S_UNAVAILABLE: no
 * server is set or it cannot be reached now; S_INVALID: the server refused this mail for good. */
MUST_CHECK status mail_send(const struct settings *settings, struct mailbox *mailbox,
                            const struct mail *mail);

MUST_CHECK status mailbox_open(struct mailbox **mailbox);
void mailbox_close(struct mailbox *mailbox);

/* GET /dev/mail: the caught mails, newest first, as a page, or with "Accept: application/json" as
 * [{id, at, to, subject, text, link, code}]; ?to=address picks one person's. 404 without a
 * mailbox. */
handler mailbox_show;

#endif
