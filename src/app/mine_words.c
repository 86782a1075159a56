/* What mining found, in words. */
#include "mine_words.h"

#include "base/day.h"

enum { SENTENCE_MOST = 16 << 10 };

const char *const mine_cause_key[MINE_CAUSES] = {
	[MINE_BATCHING] = "mine.cause.batching", [MINE_PRIORITY] = "mine.cause.priority",
	[MINE_CONTENTION] = "mine.cause.contention", [MINE_OFF_HOURS] = "mine.cause.off",
	[MINE_EXTRANEOUS] = "mine.cause.extraneous",
};

const char *const mine_kind_key[CONFORM_KINDS] = {
	"mine.skipped_step", "mine.inserted_step", "mine.wrong_order", "mine.wrong_post",
	"mine.over_limit",
};

struct str mine_say(struct mine_words w, const char *key, const struct text_arg *args, size_t n)
{
	struct buf b;

	buf_init(&b, SENTENCE_MOST);
	text_put(&b, w.lang, key, args, n);
	struct str said = str_dup(w.arena, buf_view(&b));

	buf_done(&b);
	return said;
}

struct str mine_say0(struct mine_words w, const char *key)
{
	return mine_say(w, key, NULL, 0);
}

struct str mine_say_count(struct mine_words w, int64_t n)
{
	struct text_arg arg = { "n", str_int(w.arena, n) };

	return mine_say(w, "mine.number", &arg, 1);
}

struct str mine_say_share(struct mine_words w, mine_sum part, mine_sum all)
{
	int64_t tenths = all == 0 ? 0 : (int64_t)((part * 1000 + all / 2) / all);
	struct text_arg arg[] = { { "whole", str_int(w.arena, tenths / 10) },
				  { "tenth", str_int(w.arena, tenths % 10) } };

	return mine_say(w, "mine.share", arg, ARRAY_LEN(arg));
}

struct str mine_say_time(struct mine_words w, mine_sum us)
{
	int64_t s = (int64_t)(us / MINE_SECOND);
	struct text_arg arg[] = { { "d", str_int(w.arena, s / DAY_S) },
				  { "h", str_int(w.arena, s % DAY_S / 3600) },
				  { "m", str_int(w.arena, s % 3600 / 60) },
				  { "s", str_int(w.arena, s % 60) } };

	return mine_say(w, s >= DAY_S ? "mine.days" : s >= 3600 ? "mine.hours"
			: s >= 60 ? "mine.minutes" : "mine.seconds", arg, ARRAY_LEN(arg));
}

struct str mine_say_stay(struct mine_words w, mine_sum us, bool working)
{
	int64_t s = (int64_t)(us / MINE_SECOND);
	struct text_arg arg[] = { { "h", str_int(w.arena, s / 3600) },
				  { "m", str_int(w.arena, s % 3600 / 60) } };

	return !working || s < 3600 ? mine_say_time(w, us)
				    : mine_say(w, "mine.hours", arg, ARRAY_LEN(arg));
}

struct str mine_say_hours(struct mine_words w, mine_sum us)
{
	struct text_arg arg = { "h", str_int(w.arena, (int64_t)(us / MINE_SECOND / 3600)) };

	return mine_say(w, "mine.whole_hours", &arg, 1);
}

struct str mine_say_month(struct mine_words w, int32_t day)
{
	int year, month, of_month;

	day_split((struct day){ day }, &year, &month, &of_month);
	return str_fmt(w.arena, "%02d/%04d", month, year);
}

struct str mine_say_day(struct mine_words w, int32_t day)
{
	int year, month, of_month;

	day_split((struct day){ day }, &year, &month, &of_month);
	return str_fmt(w.arena, "%02d/%02d/%04d", of_month, month, year);
}
