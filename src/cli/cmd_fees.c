/* `dunghen fees`. */
#include "cmd_fees.h"

#include "store.h"
#include "table.h"

#include "app/view.h"

const struct opt_spec fees_options[] = {
	DB_OPTION,
	{ "day", OPT_VALUE, "DAY" },
	{ NULL, OPT_END, NULL },
};

static const char *state_of(const struct fee_line *l)
{
	return l->cancelled_at != INSTANT_NONE ? "cancelled" : l->refunded > 0 ? "refunded"
									: "valid";
}

static struct str amount(struct cli *c, int64_t v)
{
	return str_fmt(c->arena, "%lld", (long long)v);
}

static void print_json(struct cli *c, const struct fee_book *b)
{
	struct json *o = json_new_obj(c->arena), *list = json_new_arr(c->arena);

	for (size_t i = 0; i < b->n; i++) {
		const struct fee_line *l = &b->line[i];
		struct json *row = json_new_obj(c->arena);
		char at[INSTANT_TEXT];

		json_set_int(c->arena, row, "no", l->number);
		json_set_str(c->arena, row, "at",
			     str_dup(c->arena, str_of(instant_text(l->at, at))));
		json_set_str(c->arena, row, "dossier", l->code);
		json_set_str(c->arena, row, "clerk", l->clerk);
		json_set_int(c->arena, row, "amount", l->amount);
		json_set_int(c->arena, row, "refunded", l->refunded);
		json_set_str(c->arena, row, "state", str_of(state_of(l)));
		json_push(c->arena, list, row);
	}
	json_set(c->arena, o, "receipts", list);
	json_set_int(c->arena, o, "total", b->total);
	cli_json(c, o);
}

static void print_book(struct cli *c, const struct fee_book *b)
{
	static const char *const heads[] = { "fees.no", "fees.at", "fees.dossier", "fees.clerk",
					     "fees.amount", "fees.state" };
	struct text_arg total = { "total", amount(c, b->total) };
	struct table t;

	if (b->n == 0) {
		cli_sentence(c, "fees.none", NULL, 0);
		return;
	}
	table_init(&t, c, ARRAY_LEN(heads));
	struct str *cell = table_row(&t, STYLE_FAINT);

	for (size_t i = 0; i < ARRAY_LEN(heads); i++) {
		cell[i] = cli_text(c, heads[i], NULL, 0);
	}
	for (size_t i = 0; i < b->n; i++) {
		const struct fee_line *l = &b->line[i];
		char at[INSTANT_TEXT];

		cell = table_row(&t, STYLE_PLAIN);
		cell[0] = amount(c, l->number);
		cell[1] = str_dup(c->arena, str_of(instant_vi(l->at, at)));
		cell[2] = l->code;
		cell[3] = l->clerk;
		cell[4] = amount(c, l->amount);
		cell[5] = cli_text(c, str_fmt(c->arena, "fees.%s", state_of(l)).p, NULL, 0);
	}
	table_print(&t);
	cli_sentence(c, "fees.total", &total, 1);
}

int cmd_fees(struct cli *c, const struct opts *o)
{
	struct fee_book book;
	struct app *app;
	struct day day = { 0 };
	struct err e;

	if (!opt_words(o, 1, 1, &e) ||
	    (opt_has(o, "day") && !day_parse(opt_str(o, "day"), &day, &e))) {
		return cli_misuse(c, &e);
	}
	if (!db_open(c, o, APP_READER, &app, &e)) {
		return cli_fail(c, &e);
	}
	day = opt_has(o, "day") ? day : day_of(app_now(app));
	bool ok = app_fee_book(app, c->arena, o->word[0], day, &book, &e);

	if (ok) {
		(c->json ? print_json : print_book)(c, &book);
	}
	app_close(app);
	return ok ? EXIT_DONE : cli_fail(c, &e);
}
