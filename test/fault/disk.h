/*
 * What a disk would still have if the power went now.
 *
 * It is told of every change below one folder before the change is made, and of
 * every sync. Of a file it keeps, since its last sync, the old bytes of each
 * changed block and the old size; of a folder, since its last sync, the names that
 * came, went and moved. disk_lose puts the folder back to what is certain:
 *
 *   DISK_LOST   all that was not synced is forgotten, names too;
 *   DISK_TORN   of the unsynced blocks of 4 KiB any may have arrived, the others
 *               are as before or, where there was nothing before, zeros (rubbish in
 *               the files of SQLite, which has checksums); of the unsynced names
 *               the first so many have arrived.
 *
 * A synced file whose folder was not synced has no name: no promise of POSIX says
 * otherwise. SQLite's wal-index (-shm) is no data: it is gone, or rubbish.
 *
 * For a process that ends right after disk_lose: a descriptor is kept for each file
 * ever changed, for closing it would drop SQLite's locks. Not for many threads:
 * fault_vfs.c holds a lock around it.
 */
#ifndef DUNGHEN_TEST_DISK_H
#define DUNGHEN_TEST_DISK_H

#include <stdbool.h>
#include <stdint.h>

enum disk_loss { DISK_LOST, DISK_TORN };

struct disk_file;

/* All below `root`, which is taken to be synced now. `spare` is an empty folder of
 * the same file system, outside of root. */
void disk_watch(const char *root, const char *spare);
/* A disk that says it has synced and has not. */
void disk_lies(void);

/* A file that is open or about to change; NULL: not watched. */
struct disk_file *disk_file(const char *path);
void disk_created(const char *path);
void disk_writing(struct disk_file *f, int64_t offset, int64_t n);
void disk_truncating(struct disk_file *f, int64_t size);
void disk_removing(const char *path);
void disk_renaming(const char *from, const char *to);
void disk_made_folder(const char *path);
void disk_synced(struct disk_file *f);
void disk_folder_synced(const char *path);
/* The folder a file stands in. */
void disk_place_synced(const char *path);

void disk_lose(enum disk_loss how, uint64_t seed);

#endif
