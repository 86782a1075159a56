/* Every call to the disk fails, one after the other. */
#include "trials.h"

#include "chance.h"
#include "office.h"

#include "base/text.h"

#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

/* With sanitizers, which are slow, a sample. */
#ifdef __SANITIZE_ADDRESS__
enum { STRIDE = 37, MEMORY_STRIDE = 4999 };
#else
enum { STRIDE = 1, MEMORY_STRIDE = 499 };
#endif

static const char *const how[] = {
	[FAULT_ONCE] = "one call fails", [FAULT_STAYS] = "all fail from one on",
	[FAULT_FULL] = "the disk is full from one on", [FAULT_MEMORY] = "one allocation fails",
};

static uint64_t chance;
static int64_t stride, memory_stride;

static struct {				/* for whoever reads of a program that broke off */
	const char *act, *how;
	int64_t at;
} trying;

static void broke_off(int signal)
{
	(void)signal;
	printf("not ok - broke off: %s, %s at call %" PRId64 "\n", trying.act, trying.how,
	       trying.at);
	(void)fflush(stdout);
	_exit(1);
}

static int64_t number_of(const char *name, int64_t otherwise)
{
	const char *text = getenv(name);

	return text != NULL ? strtoll(text, NULL, 10) : otherwise;
}

void trials_setup(void)
{
	chance = (uint64_t)number_of("FAULT_SEED", (int64_t)time(NULL));
	stride = number_of("FAULT_STRIDE", STRIDE);
	memory_stride = number_of("FAULT_MEMORY", MEMORY_STRIDE);
	(void)signal(SIGABRT, broke_off);
	fault_install();
	diag("FAULT_SEED=%" PRIu64, chance);
}

struct trials_result trials_try(struct arena *a, const struct trials *t, enum fault fault)
{
	struct trials_result r = { .how = how[fault], .calls = t->well(t->ctx, fault) };
	int64_t step = fault == FAULT_MEMORY ? memory_stride :
		       fault == FAULT_ONCE ? stride : 5 * stride;
	int64_t first = 1 + (int64_t)chance_below(&chance, (uint64_t)step);

	trying.act = t->name;
	trying.how = r.how;
	for (int64_t n = first; n <= r.calls; n += step) {
		struct fault_plan plan = { .fault = fault, .at = n };
		struct arena_mark mark = arena_mark(a);
		bool came = true;

		trying.at = n;
		const char *why = t->faulty(t->ctx, &plan, &came);
		if (why != NULL) {
			diag("%s, %s at call %" PRId64 ": %s", t->name, r.how, n, why);
			r.amiss++;
		}
		r.tried++;
		r.came += came;
		arena_release(a, mark);
	}
	return r;
}

const char *trials_unclear(const struct err *e)
{
	if (e->code != ERR_IO && e->code != ERR_BUSY) {
		return office_why(e);
	}
	return text_get(TEXT_VI, e->key).n == 0 || text_get(TEXT_EN, e->key).n == 0 ?
		"no sentence" : NULL;
}

void trials_shell(const char *line)
{
	if (system(line) != 0) {
		diag("%s failed", line);
	}
}
