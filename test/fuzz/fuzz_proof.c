/* Whatever is read as a proof is written again as the same bytes; what it carries is
 * read as a receipt or refused. */
#include "core/receipt.h"

#include <assert.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct str input = { (const char *)data, size };
	struct log_proof p;
	struct arena a;
	struct buf b;
	struct err e;
	arena_init(&a, 0);
	buf_init(&b, 2 * LOG_PROOF_MOST);
	if (log_proof_read(&a, input, &p, &e)) {
		log_proof_write(&b, &a, &p);
		assert(str_eq(buf_view(&b), input));
		/* Of nobody's key, and leaf and root are the same only in the tree of one. */
		struct hash h = hash_of("", 0);
		assert(!tlog_check_inclusion(&p.path, p.index, p.index + 1, h, h) ||
		       p.path.n == 0);
		assert(!tlog_check_inclusion(&p.path, p.index, p.index, h, h));
	} else {
		assert(e.code == ERR_CORRUPT || e.code == ERR_LIMIT);
	}
	struct receipt r;
	if (receipt_read(&a, input, &r, &e)) {
		assert(r.entries >= 1 && r.entries <= RECEIPT_ENTRIES);
		assert(r.openings <= RECEIPT_OPENINGS && r.entry[0].bytes.n > 0);
	}
	buf_done(&b);
	arena_done(&a);
	return 0;
}
