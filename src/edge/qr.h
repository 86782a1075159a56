/*
 * QR codes by libqrencode, loaded when the first one is wanted: on printed forms
 * (sheet_pdf.c) and on pages.
 */
#ifndef DUNGHEN_EDGE_QR_H
#define DUNGHEN_EDGE_QR_H

#include "base/qr.h"

qr_fn qr_make;

#endif
