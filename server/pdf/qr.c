/* QR codes as vectors: sharp at any size, and small in the file. */
#include <qrencode.h>

#include "server/pdf/pen.h"

enum { QR_BYTES_MAX = 600 };

bool pen_qr(struct page *p, str text, double x, double y, double side)
{
    if (text.len == 0 || text.len > QR_BYTES_MAX) return false;
    QRcode *code =
        QRcode_encodeData((int)text.len, (const unsigned char *)text.data, 0, QR_ECLEVEL_M);
    if (!code) return false;
    double step = side / (code->width + 2 * QR_QUIET_SIDE);
    cairo_set_source_rgb(p->ink, 0, 0, 0);
    for (int row = 0; row < code->width; row++) {
        for (int column = 0; column < code->width; column++) {
            int from = column;
            while (column < code->width && code->data[row * code->width + column] & 1) column++;
            if (column > from) /* dark modules that touch are one rectangle: no hairlines */
                cairo_rectangle(p->ink, x + (from + QR_QUIET_SIDE) * step,
                                y + (row + QR_QUIET_SIDE) * step, (column - from) * step,
                                step * 1.02);
        }
    }
    cairo_fill(p->ink);
    QRcode_free(code);
    return true;
}
