/*
 * What mining found, in words: numbers, shares, times as people say them. For the command
 * line, reports and pages alike.
 */
#ifndef DUNGHEN_APP_MINE_WORDS_H
#define DUNGHEN_APP_MINE_WORDS_H

#include "core/mine_conform.h"
#include "core/mine_wait.h"

#include "base/text.h"

struct mine_words {
	struct arena *arena;		/* of what is said */
	enum text_lang lang;
};

struct str mine_say(struct mine_words w, const char *key, const struct text_arg *args, size_t n);
/* A sentence without arguments. */
struct str mine_say0(struct mine_words w, const char *key);
struct str mine_say_count(struct mine_words w, int64_t n);
/* "12,5%"; of nothing, 0. */
struct str mine_say_share(struct mine_words w, mine_sum part, mine_sum all);
/* "3 d 4 h": the two largest units, rounded down. */
struct str mine_say_time(struct mine_words w, mine_sum us);
/* Likewise, but of working time no days: a day of it is no day. */
struct str mine_say_stay(struct mine_words w, mine_sum us, bool working);
/* Whole hours, for sums. */
struct str mine_say_hours(struct mine_words w, mine_sum us);
/* "03/2026", and with its day. */
struct str mine_say_month(struct mine_words w, int32_t day);
struct str mine_say_day(struct mine_words w, int32_t day);

extern const char *const mine_cause_key[MINE_CAUSES];	/* sentences */
extern const char *const mine_kind_key[CONFORM_KINDS];		/* likewise */

#endif
