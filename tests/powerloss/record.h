/* What shim.c writes down and cut.c undoes: one record for each change of a file or of a folder's
 * entries, in the order in which they were made. Both read these variables of the environment:
 *
 *   JISHI_POWER_FOLDER   the folder whose files are watched
 *   JISHI_POWER_UNDO     a folder beside it, on the same file system, for what is needed to undo
 */
#ifndef RECORD_H
#define RECORD_H

#include <stdint.h>

#define WATCHED "JISHI_POWER_FOLDER"
#define UNDO "JISHI_POWER_UNDO"

enum kind {
    BYTES = 1, /* bytes were overwritten or cut off, or the file grew: old length and old bytes */
    SYNCED,    /* every record before `until` about this inode is on the disk */
    ENTERED,   /* a name came into a folder: the name */
    LEFT,      /* a name left a folder: the name; the file is kept under its inode's number */
};

/* Followed by `length` bytes: old bytes, or a path without its zero. */
struct record {
    uint32_t kind;
    uint32_t unused;
    uint64_t inode;  /* of the file; of the folder for ENTERED and LEFT */
    uint64_t other;  /* BYTES: where; SYNCED: until; LEFT: the inode of the file that left */
    uint64_t size;   /* BYTES: the file's length before */
    uint64_t length; /* of what follows */
};

#endif
