/*
 * Facts in words: times, lengths, places, how late. All texts come from the
 * catalogs, in the language of the exchange, and live in its arena.
 */
#ifndef DUNGHEN_WEB_WORDS_H
#define DUNGHEN_WEB_WORDS_H

#include "handler.h"
#include "view_part.h"

#include "app/history.h"
#include "app/ribbon.h"

#include "core/deadline_trace.h"

struct asking asking_public(const struct exchange *x);
struct asking asking_inside(const struct exchange *x);

/* A sentence with its arguments. */
struct str words(const struct exchange *x, const char *key, const struct text_arg *args,
		 size_t n);
struct str words0(const struct exchange *x, const char *key);
struct str words1(const struct exchange *x, const char *key, const char *name, struct str value);
/* The sentence "<family>.<code>", or the code itself when there is none. */
struct str words_of(const struct exchange *x, const char *family, struct str code);
/* An error as one sentence, and what to do about it in a browser. */
struct str words_err(const struct exchange *x, const struct err *e);
struct str words_hint(const struct exchange *x, const struct err *e);

/* Times. Empty for INSTANT_NONE. */
struct str words_time(const struct exchange *x, int64_t at);	/* 14:20 */
struct str words_day(const struct exchange *x, int64_t at);	/* 25/11, 25/11/2025 */
/* "đã xóa theo luật" and the day; without it for INSTANT_NONE. */
struct str words_erased(const struct exchange *x, int64_t at);
struct str words_date(const struct exchange *x, int64_t at);	/* thứ Hai 02/11/2026 */
struct str words_moment(const struct exchange *x, int64_t at);	/* 14:20 thứ Hai 02/11/2026 */
struct str words_stamp(const struct exchange *x, int64_t at);	/* 20/11 · 09:05 */
/* "hôm nay", else as words_day; with the time of day when `timed`. */
struct str words_near(const struct exchange *x, int64_t at, bool timed);

/* Working time, two units at most: 2 ngày 6 giờ; 3 giờ 10 phút. */
struct str words_work(const struct exchange *x, int64_t seconds);
/* A limit as the law's files write it: "15d" is 15 ngày làm việc. */
struct str words_limit(const struct exchange *x, struct str limit);
struct str words_money(const struct exchange *x, int64_t amount);	/* 75.000 đ */
/* What is said of an apology, and that a forecast drafted it when `chance` is above 0. */
struct str words_foretold(const struct exchange *x, struct str state, int chance);
/* Of a paper: "1 bản chính, 2 bản chụp"; empty for none at all. */
struct str words_counts(const struct exchange *x, int64_t originals, int64_t certified,
			int64_t copies);

/* A member of staff by name; empty for nobody. */
struct str words_person(const struct exchange *x, struct person_id person);
/* Who it is, in a word: "you", the name of a member of staff, else the unit or body. */
/* A member asked in person: the name for the house, post and unit for everybody. */
struct str words_asked(const struct exchange *x, const struct seat_label *l);
struct str words_who(const struct exchange *x, const struct seat_label *l);
/* Whoever has something: post and unit; a body of outside by its name. */
struct str words_seat(const struct exchange *x, const struct seat_label *l);
struct str words_unit_of(const struct exchange *x, const struct seat_label *l);

/* How late: from what the ribbon says of the dossier as a whole. */
struct chip_view words_chip(const struct exchange *x, const struct ribbon *r, bool waiting,
			    bool over);
/* Names where the ribbon has them, "you" for whoever asks; why something was sent back
 * when its history is given, which may be NULL. */
struct ribbon_view words_ribbon(const struct exchange *x, const struct ribbon *r,
				const struct history *h);
/* The lines of a derivation. */
struct line_view {
	struct str text, rule;
};
size_t words_trace(const struct exchange *x, const struct deadline_trace *t,
		   const struct line_view **out);

#endif
