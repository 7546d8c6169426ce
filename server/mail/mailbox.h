/* Development's mailbox: keeps the last mails instead of sending them. */
#ifndef OTA_MAIL_MAILBOX_H
#define OTA_MAIL_MAILBOX_H

#include <stdint.h>

#include "core/buf.h"
#include "server/mail/mail.h"

enum { MAILBOX_MAILS_MAX = 100, MAILBOX_PAGE_MAX = 4 << 20 };

/* Keeps a copy; the oldest goes when there are MAILBOX_MAILS_MAX. */
MUST_CHECK status mailbox_keep(struct mailbox *mailbox, const struct mail *mail, int64_t now_ms);

/* The mails to `to` (empty: to anybody), newest first, as a JSON array or as an HTML page. */
void mailbox_add_json(struct mailbox *mailbox, str to, struct buf *b);
void mailbox_add_html(struct mailbox *mailbox, str to, struct buf *b);

#endif
