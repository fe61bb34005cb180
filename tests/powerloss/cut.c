/* `cut PROGRAM ARGUMENT…`: the power was cut. Gives every watched file and folder what it had at its
 * last sync, as shim.c wrote it down, then starts the program with the shim in it, so that its own end
 * can be undone in turn. Started for the first time, there is nothing to undo.
 *
 *   JISHI_POWER_SHIM     the shim's library
 *   JISHI_POWER_REPORT   a file; one line is added: changes undone, changes kept
 */
#define _GNU_SOURCE
#include "record.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *undo;

static void give_up(const char *what) {
    fprintf(stderr, "cut: %s: %s\n", what, strerror(errno));
    exit(70);
}

static const char *must(const char *name) {
    const char *value = getenv(name);
    if (!value) give_up(name);
    return value;
}

struct change {
    struct record record;
    const char *payload;
};

static char *read_log(size_t *length) {
    char path[PATH_MAX];
    snprintf(path, sizeof path, "%s/log", undo);
    int file = open(path, O_RDONLY);
    struct stat seen;
    *length = 0;
    if (file < 0) return NULL;
    if (fstat(file, &seen)) give_up(path);
    char *log = malloc((size_t)seen.st_size + 1);
    while (*length < (size_t)seen.st_size) {
        ssize_t got = read(file, log + *length, (size_t)seen.st_size - *length);
        if (got <= 0) give_up(path);
        *length += (size_t)got;
    }
    close(file);
    return log;
}

/* The last record may be cut off by the kill; its change was then not made. */
static struct change *parse(const char *log, size_t length, size_t *count) {
    struct change *changes = NULL;
    size_t at = 0, room = 0;
    *count = 0;
    while (length - at >= sizeof(struct record)) {
        struct change change;
        memcpy(&change.record, log + at, sizeof change.record);
        at += sizeof change.record;
        if (length - at < change.record.length) break;
        change.payload = log + at;
        at += change.record.length;
        if (*count == room) {
            room = room ? 2 * room : 1024;
            changes = realloc(changes, room * sizeof *changes);
            if (!changes) give_up("memory");
        }
        changes[(*count)++] = change;
    }
    return changes;
}

static void kept_path(uint64_t inode, char *out) {
    snprintf(out, PATH_MAX, "%s/%llu", undo, (unsigned long long)inode);
}

static void undo_bytes(const struct change *change) {
    char path[PATH_MAX];
    kept_path(change->record.inode, path);
    int file = open(path, O_WRONLY);
    if (file < 0) give_up(path);
    ssize_t length = (ssize_t)change->record.length;
    if (ftruncate(file, (off_t)change->record.size)) give_up(path);
    if (pwrite(file, change->payload, (size_t)length, (off_t)change->record.other) != length)
        give_up(path);
    close(file);
}

static void undo_change(const struct change *change) {
    char path[PATH_MAX], kept[PATH_MAX];
    if (change->record.kind == BYTES) {
        undo_bytes(change);
        return;
    }
    snprintf(path, sizeof path, "%.*s", (int)change->record.length, change->payload);
    if (change->record.kind == ENTERED) {
        if (unlink(path) && errno != ENOENT) give_up(path);
        return;
    }
    kept_path(change->record.other, kept);
    if (link(kept, path) && errno != EEXIST) give_up(path);
}

/* How far each inode is synced: a short list, searched from its end. */
struct synced {
    uint64_t inode, until;
};

static uint64_t synced_until(const struct synced *all, size_t count, uint64_t inode) {
    for (size_t nth = 0; nth < count; nth++)
        if (all[nth].inode == inode) return all[nth].until;
    return 0;
}

static void undo_all(const struct change *changes, size_t count, size_t *undone, size_t *held) {
    struct synced *all = calloc(count + 1, sizeof *all);
    size_t known = 0;
    if (!all) give_up("memory");
    for (size_t nth = count; nth-- > 0;) {
        const struct record *record = &changes[nth].record;
        if (record->kind == SYNCED) {
            size_t at = 0;
            while (at < known && all[at].inode != record->inode) at++;
            if (at == known) all[known++] = (struct synced){record->inode, record->other};
            else if (all[at].until < record->other) all[at].until = record->other;
        } else if (nth < synced_until(all, known, record->inode)) {
            (*held)++;
        } else {
            undo_change(&changes[nth]);
            (*undone)++;
        }
    }
    free(all);
}

static void forget(void) {
    DIR *folder = opendir(undo);
    if (!folder) give_up(undo);
    for (struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] != '.' && unlinkat(dirfd(folder), entry->d_name, 0)) give_up(undo);
    }
    closedir(folder);
}

int main(int count, char **words) {
    if (count < 2) give_up("which program?");
    undo = must(UNDO);
    size_t length, changes_count, undone = 0, held = 0;
    char *log = read_log(&length);
    struct change *changes = parse(log, length, &changes_count);
    undo_all(changes, changes_count, &undone, &held);
    forget();
    FILE *report = fopen(must("JISHI_POWER_REPORT"), "a");
    if (!report || fprintf(report, "%zu %zu\n", undone, held) < 0 || fclose(report))
        give_up("the report");
    setenv("LD_PRELOAD", must("JISHI_POWER_SHIM"), 1);
    execv(words[1], words + 1);
    give_up(words[1]);
}
