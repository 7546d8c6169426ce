/* Countries: their codes, and what people call them. */
#ifndef OTA_CORE_COUNTRY_H
#define OTA_CORE_COUNTRY_H

#include <stdbool.h>

#include "str.h"

/* Is it one of ISO 3166-1's two-letter codes, in capitals? */
bool country_is_code(str code);

/* The code for a code or a name in English, German, French, Spanish and others ("Deutschland",
 * "UK"), static; empty when it is none. */
str country_named(str text);

/* The IANA zone of a country that lives by one, static; empty for the others. */
str country_zone(str code);

#endif
