/*
 * Sheets as PDF, A4, by Pango and Cairo: text that can be searched and copied, with all
 * letters of Vietnamese. The same sheet gives the same bytes: no time of making is in
 * it. One sheet is drawn at a time; any thread.
 */
#ifndef DUNGHEN_EDGE_SHEET_PDF_H
#define DUNGHEN_EDGE_SHEET_PDF_H

#include "base/sheet.h"

sheet_pdf_fn sheet_pdf;

#endif
