/* Checked sums. */
#include "base/num.h"

#include "tap.h"

int main(void)
{
	int64_t v = 7;
	size_t n = 7;
	ok(num_add(INT64_MAX - 1, 1, &v) && v == INT64_MAX, "the largest sum");
	ok(!num_add(INT64_MAX, 1, &v), "one above");
	ok(!num_add(INT64_MIN, -1, &v), "one below");
	ok(num_mul(INT64_C(1) << 31, INT64_C(1) << 31, &v) && v == INT64_C(1) << 62, "a product");
	ok(!num_mul(INT64_C(1) << 32, INT64_C(1) << 31, &v), "too large a product");
	ok(!num_mul(INT64_MIN, -1, &v), "the smallest has no opposite");
	ok(size_add(SIZE_MAX, 0, &n) && n == SIZE_MAX, "the largest size");
	ok(!size_add(SIZE_MAX, 1, &n), "one above");
	is_int(num_min(-1, 1), -1, "min");
	is_int(num_max(-1, 1), 1, "max");
	return done_testing();
}
