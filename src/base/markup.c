/* Text as XML has it. */
#include "markup.h"

void markup_text(struct buf *b, struct str s)
{
	for (size_t i = 0; i < s.n; i++) {
		char c = s.p[i];

		if (c == '&') {
			buf_text(b, "&amp;");
		} else if (c == '<') {
			buf_text(b, "&lt;");
		} else if (c == '>') {
			buf_text(b, "&gt;");
		} else if (c == '"') {
			buf_text(b, "&quot;");
		} else if ((unsigned char)c >= ' ' || c == '\n' || c == '\t') {
			buf_char(b, c);
		}
	}
}
