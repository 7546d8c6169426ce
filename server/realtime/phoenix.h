/* Phoenix channel messages in their three shapes; no sockets.
 *
 *   1.0.0   {"topic":T,"event":E,"payload":P,"ref":R,"join_ref":J}
 *   2.0.0   [J, R, T, E, P]
 *   binary  3, sizes of J R T E M (a byte each), encoding, J R T E M, payload: a broadcast of 2.0.0
 */
#ifndef OTA_REALTIME_PHOENIX_H
#define OTA_REALTIME_PHOENIX_H

#include <stdbool.h>

#include "core/buf.h"
#include "core/status.h"
#include "core/str.h"

struct json_t;

enum phoenix_version { PHOENIX_1, PHOENIX_2, PHOENIX_VERSION_COUNT };

enum { PHOENIX_NAME_MAX = 255 };

/* Texts point into `root` or into the bytes; NULL data: null. */
struct phoenix_message {
    struct json_t *root; /* owned; NULL for a binary message */
    str join_ref, ref, topic, event;
    struct json_t *payload; /* an object, borrowed from root */
    str user_event, body;   /* of a binary broadcast: its event, and its payload as JSON text */
};

/* "1.0.0", "2.0.0"; no version means 1.0.0. False on anything else. */
bool phoenix_version_named(str name, enum phoenix_version *version);

/* S_INVALID_JSON, or S_INVALID: not of that shape. To be released in any case. */
MUST_CHECK status phoenix_init(struct phoenix_message *m, enum phoenix_version version, str bytes,
                               bool is_text);
void phoenix_release(struct phoenix_message *m);

/* Appends a message to a client; `payload` is JSON, texts with NULL data are null. */
void phoenix_write(struct buf *b, enum phoenix_version version, str join_ref, str ref, str topic,
                   const char *event, str payload);

#endif
