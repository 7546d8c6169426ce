/* A mail as it goes over the wire: headers and two forms of the text (RFC 5322, 2045 to 2047). */
#ifndef OTA_MAIL_MIME_H
#define OTA_MAIL_MIME_H

#include <stdint.h>

#include "core/arena.h"
#include "core/buf.h"
#include "core/status.h"
#include "server/mail/mail.h"

/* What is not in the mail itself, given so that the result can be foretold. */
struct mime_envelope {
    str from;      /* "Name <address>" or an address */
    int64_t now_s; /* Date header, UTC */
    str id;        /* unique text of letters, digits and '-': Message-ID and the boundary */
};

/* S_INVALID when an address or header holds a line end, another control character or bytes that are
 * not UTF-8. Lines end with CRLF, none is longer than 998 bytes: texts are quoted-printable. */
MUST_CHECK status mime_write(struct arena *a, const struct mail *mail,
                             const struct mime_envelope *envelope, str *message);

/* The bare address of "Name <address>". */
str mime_address(str mailbox);

#endif
