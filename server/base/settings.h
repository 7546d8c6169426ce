/* What an operator can set: the table in settings.def, from the environment and a file. */
#ifndef OTA_BASE_SETTINGS_H
#define OTA_BASE_SETTINGS_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/status.h"

enum {
#define TEXT(name, initial, help)             SETTING_##name,
#define NUMBER(name, initial, min, max, help) SETTING_##name,
#include "server/base/settings.def"
#undef TEXT
#undef NUMBER
    SETTING_COUNT
};

enum setting_source { SETTING_DEFAULT, SETTING_FILE, SETTING_ENVIRONMENT };

/* TEXT settings are NUL-terminated and live as long as the struct; NUMBERs are int64_t. */
struct settings {
#define TEXT(name, initial, help)             const char *name;
#define NUMBER(name, initial, min, max, help) int64_t name;
#include "server/base/settings.def"
#undef TEXT
#undef NUMBER
    unsigned char sources[SETTING_COUNT]; /* enum setting_source: where each value came from */
    bool is_dev; /* `ota dev`: mails are caught, the demo is loaded, errors are told in full */
};

/* Defaults, then `path` (NULL: none), then the environment. Wrong names and values are told on
 * `complaints`, a line each with what would be right, and give S_INVALID. */
MUST_CHECK status settings_load(struct settings *s, const char *path, FILE *complaints);
void settings_release(struct settings *s);
/* Each setting with its value, source and help (`ota config`); passwords in URLs are masked. */
void settings_print(const struct settings *s, FILE *out);

#endif
