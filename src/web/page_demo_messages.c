/* Messages that a demonstration would have sent. */
#include "page_demo.h"
#include "pages.h"
#include "top.h"
#include "view_proved.h"
#include "web_int.h"

#include "app/message.h"
#include "app/world.h"

void demo_messages(struct exchange *x)
{
	struct message_list list;
	struct err e;
	if (!message_waiting(x->app, x->a, world_clock(), &list, &e)) {
		reply_err(x, &e);
		return;
	}
	struct demo_message_view *out = arena_array(x->a, struct demo_message_view, list.n);
	struct demo_messages_view v = {
		.top = top_public(x, words0(x, "demo_messages.title"), SECTION_NONE),
		.messages = { out, list.n },
	};
	for (size_t i = 0; i < list.n; i++) {
		const struct message *m = &list.message[i];
		bool letter = m->way == MAIL_LETTER;
		struct text_arg args[] = { { "to", m->to },
					   { "until", words_time(x, m->until) } };
		out[i] = (struct demo_message_view){
			.way = words0(x, letter ? "demo_messages.way.mail"
						: "demo_messages.way.sms"),
			.to = words(x, "demo_messages.to", args, ARRAY_LEN(args)),
			.subject = letter ? m->subject : STR(""), .text = m->text };
	}
	page_demo_messages(x->page, x->lang, &v);
	reply_page(x, 200);
}
