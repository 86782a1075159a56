/* Finds compiled-in files. */
#include "embed.h"

#include "embed_table.h"

#include <assert.h>

size_t embed_count(void)
{
	return embed_rows;
}

const struct embed_file *embed_at(size_t i)
{
	assert(i < embed_rows);
	return &embed_table[i];
}

const struct embed_file *embed_find(struct str path)
{
	for (size_t i = 0; i < embed_rows; i++) {
		if (str_eq(embed_table[i].path, path)) {
			return &embed_table[i];
		}
	}
	return NULL;
}
