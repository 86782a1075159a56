/*
 * Why a dossier is due when it is: every term with its derivation, then form 04
 * and what moved the date after it. Lines as of core/deadline_trace.h.
 */
#ifndef DUNGHEN_CORE_DUE_TRACE_H
#define DUNGHEN_CORE_DUE_TRACE_H

#include "deadline_trace.h"
#include "due.h"

/* While a pause is open the derivation stops at it and out->due is INSTANT_NONE. */
bool dossier_explain(struct arena *a, const struct dossier *d, struct due_view *out,
		     struct deadline_trace *trace, struct err *e) MUST_USE;

#endif
