/* Amounts of money as papers have them. */
#ifndef OTA_PDF_AMOUNT_H
#define OTA_PDF_AMOUNT_H

#include <stdint.h>

#include "core/buf.h"
#include "server/pdf/style.h"

/* Appends "−1,234.50", or what that is in the style: by thousands, with the currency's decimals,
 * without its code. */
void amount_add(struct buf *b, int64_t minor, str currency, struct paper_style style);

#endif
