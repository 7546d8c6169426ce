/* Bytes of a file turned into UTF-8, whatever a spreadsheet saved them as. */
#ifndef OTA_CORE_TEXT_H
#define OTA_CORE_TEXT_H

#include "arena.h"
#include "status.h"
#include "str.h"

#define ENCODINGS(X) X(utf8) X(utf16le) X(utf16be) X(windows1252)
enum encoding {
#define X(name) ENCODING_##name,
    ENCODINGS(X)
#undef X
};

/* Finds the encoding (byte order mark, zeros at even or odd places, else UTF-8 if it is valid, else
 * Windows-1252) and converts. The result has no byte order mark and no NUL; it points into `bytes`
 * where nothing had to change. S_OVER_LIMIT when the arena is full. */
MUST_CHECK status text_decode(str bytes, struct arena *a, enum encoding *found, str *out);

/* The text folded for comparing words of European languages: ASCII lower case, accents dropped
 * (é → e, ß → ss, ø → o), punctuation and space runs → one space, none at the ends. Writes at most
 * `size` bytes and returns what was written. */
str text_fold(str s, char *out, size_t size);

#endif
