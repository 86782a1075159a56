/*
 * Pango and Cairo, loaded when the first sheet is drawn and not before:
 * with what they bring along they would cost every command its start. Their headers
 * are compiled against as ever.
 *
 * The font is Liberation Serif of fonts-liberation2, read from its own files and not
 * as this machine is set up: the older fonts-liberation, of the same name, lacks
 * letters of Vietnamese.
 */
#ifndef DUNGHEN_EDGE_PDF_LIB_H
#define DUNGHEN_EDGE_PDF_LIB_H

#include "base/err.h"

#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#define PDF_CALLS(X)                                                                \
	X(FcConfigAppFontAddFile)                                                   \
	X(FcConfigCreate)                                                           \
	X(FcConfigDestroy)                                                           \
	X(cairo_create)                                                             \
	X(cairo_destroy)                                                            \
	X(cairo_fill)                                                               \
	X(cairo_font_options_create)                                                \
	X(cairo_font_options_destroy)                                               \
	X(cairo_font_options_set_hint_metrics)                                      \
	X(cairo_font_options_set_hint_style)                                        \
	X(cairo_line_to)                                                            \
	X(cairo_move_to)                                                            \
	X(cairo_pdf_surface_create_for_stream)                                      \
	X(cairo_pdf_surface_set_metadata)                                           \
	X(cairo_rectangle)                                                          \
	X(cairo_set_line_width)                                                     \
	X(cairo_show_page)                                                          \
	X(cairo_status)                                                             \
	X(cairo_stroke)                                                             \
	X(cairo_surface_destroy)                                                    \
	X(cairo_surface_finish)                                                     \
	X(cairo_surface_status)                                                     \
	X(g_object_unref)                                                           \
	X(pango_cairo_context_set_font_options)                                     \
	X(pango_cairo_font_map_new)                                                 \
	X(pango_cairo_show_layout)                                                  \
	X(pango_cairo_show_layout_line)                                             \
	X(pango_fc_font_map_get_type)                                               \
	X(pango_fc_font_map_set_config)                                             \
	X(pango_context_set_round_glyph_positions)                                  \
	X(pango_font_description_free)                                              \
	X(pango_font_description_new)                                               \
	X(pango_font_description_set_absolute_size)                                 \
	X(pango_font_description_set_family)                                        \
	X(pango_font_description_set_style)                                         \
	X(pango_font_description_set_weight)                                        \
	X(pango_font_map_create_context)                                            \
	X(pango_layout_get_line_count)                                              \
	X(pango_layout_get_line_readonly)                                           \
	X(pango_layout_get_size)                                                    \
	X(pango_layout_line_get_extents)                                            \
	X(pango_layout_new)                                                         \
	X(pango_layout_set_alignment)                                               \
	X(pango_layout_set_font_description)                                        \
	X(pango_layout_set_text)                                                    \
	X(pango_layout_set_width)                                                   \
	X(pango_layout_set_wrap)

struct pdf_lib {
#define PDF_CALL(name) __typeof__(&name) name;
	PDF_CALLS(PDF_CALL)
#undef PDF_CALL
	PangoFontMap *fonts;		/* with that one family */
};

/* Once a process; stays loaded. One thread at a time. Errors: sheet.library (name,
 * why), sheet.font (name). */
bool pdf_load(const struct pdf_lib **out, struct err *e) MUST_USE;

#endif
