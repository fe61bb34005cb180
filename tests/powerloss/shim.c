/* Loaded into a program by LD_PRELOAD, keeps what is needed to give every file below a folder the
 * content that it had at its last fsync, and every folder the names that it had at its own: the
 * strictest reading of POSIX, under which whatever was not synced is lost with the power.
 *
 * JISHI_POWER_SYNC=lies makes a disk whose syncs say yes and do nothing; JISHI_POWER_SYNC=wal-lies
 * one that does so for write-ahead logs alone, which is what SQLite's synchronous=NORMAL amounts to.
 *
 * JISHI_POWER_SYNC_MS makes each sync take so many milliseconds longer, so that more of what is written
 * waits for one when the power is cut.
 *
 * SQLite's shared memory (-shm) is left alone: it is made anew after a crash.
 */
#define _GNU_SOURCE
#include "record.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define FILES_MOST 4096

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static char folder[PATH_MAX], undo[PATH_MAX];
static int log_file = -1;
static uint64_t records;
/* The inode behind each watched descriptor; 0 for all others. */
static uint64_t inodes[FILES_MOST];
static int is_wal[FILES_MOST];
static int all_lie, wal_lies;
static struct timespec delay;

#define REAL(name) ((__typeof__(&name))real(#name))

static void *real(const char *name) {
    void *found = dlsym(RTLD_NEXT, name);
    if (!found) abort();
    return found;
}

/* A change that cannot be undone would make the test say yes to anything. */
static void give_up(const char *why) {
    dprintf(2, "power-loss shim: %s: %s\n", why, strerror(errno));
    abort();
}

static int ends_with(const char *text, const char *end) {
    size_t long_one = strlen(text), short_one = strlen(end);
    return long_one >= short_one && !strcmp(text + long_one - short_one, end);
}

static int is_watched(const char *path) {
    size_t length = strlen(folder);
    return length && !strncmp(path, folder, length) && (path[length] == '/' || !path[length]) &&
           !ends_with(path, "-shm");
}

__attribute__((constructor)) static void start(void) {
    const char *watched = getenv(WATCHED), *kept = getenv(UNDO), *sync = getenv("JISHI_POWER_SYNC");
    if (!watched || !kept) return;
    snprintf(folder, sizeof folder, "%s", watched);
    snprintf(undo, sizeof undo, "%s", kept);
    all_lie = sync && !strcmp(sync, "lies");
    wal_lies = sync && !strcmp(sync, "wal-lies");
    const char *slow = getenv("JISHI_POWER_SYNC_MS");
    long ms = slow ? atol(slow) : 0;
    delay = (struct timespec){ms / 1000, ms % 1000 * 1000000};
    char path[PATH_MAX + 8];
    snprintf(path, sizeof path, "%s/log", undo);
    log_file = REAL(open)(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    if (log_file < 0) give_up("its log");
}

static void note(struct record record, const void *payload) {
    struct iovec parts[] = {{&record, sizeof record}, {(void *)payload, record.length}};
    ssize_t all = (ssize_t)(sizeof record + record.length);
    if (REAL(writev)(log_file, parts, 2) != all) give_up("writing its log");
    records++;
}

static void keep_inode(const char *path, uint64_t inode) {
    char kept[PATH_MAX + 32];
    snprintf(kept, sizeof kept, "%s/%llu", undo, (unsigned long long)inode);
    if (REAL(link)(path, kept) && errno != EEXIST) give_up("keeping a file");
}

static void absolute(int from, const char *path, char *out) {
    char base[PATH_MAX] = "";
    if (path[0] != '/') {
        char link_of[64];
        if (from == AT_FDCWD) snprintf(link_of, sizeof link_of, "/proc/self/cwd");
        else snprintf(link_of, sizeof link_of, "/proc/self/fd/%d", from);
        ssize_t length = readlink(link_of, base, sizeof base - 1);
        if (length < 0) length = 0;
        base[length] = 0;
        while (!strncmp(path, "./", 2)) path += 2;
    }
    int length = snprintf(out, PATH_MAX, "%s%s%s", base, base[0] ? "/" : "", path);
    if (length >= PATH_MAX) give_up("a path too long");
}

static uint64_t inode_of_parent(const char *path) {
    char parent[PATH_MAX];
    snprintf(parent, sizeof parent, "%s", path);
    char *slash = strrchr(parent, '/');
    if (slash) *slash = 0;
    struct stat seen;
    return stat(parent, &seen) ? 0 : seen.st_ino;
}

static void note_entered(const char *path) {
    struct record record = {.kind = ENTERED, .inode = inode_of_parent(path), .length = strlen(path)};
    note(record, path);
}

/* Keeps the file under a name, if there is one, and notes that the name leaves. */
static void note_leaving(const char *path) {
    struct stat seen;
    if (lstat(path, &seen) || !S_ISREG(seen.st_mode)) return;
    keep_inode(path, seen.st_ino);
    struct record record = {.kind = LEFT, .inode = inode_of_parent(path), .other = seen.st_ino,
                            .length = strlen(path)};
    note(record, path);
}

/* Notes the bytes of an open file from `at` on, at most `length`, and the file's length. */
static void note_bytes(int file, uint64_t at, uint64_t length) {
    struct stat seen;
    if (fstat(file, &seen)) give_up("the length of a file");
    uint64_t size = (uint64_t)seen.st_size;
    uint64_t old = at >= size ? 0 : size - at < length ? size - at : length;
    char *bytes = malloc(old ? old : 1), name[64];
    if (!bytes) give_up("memory");
    if (old) {
        /* The descriptor may be for writing alone. */
        snprintf(name, sizeof name, "/proc/self/fd/%d", file);
        int reader = REAL(open)(name, O_RDONLY | O_CLOEXEC);
        if (reader < 0 || pread(reader, bytes, old, (off_t)at) != (ssize_t)old)
            give_up("reading what is overwritten");
        REAL(close)(reader);
    }
    struct record record = {.kind = BYTES, .inode = seen.st_ino, .other = at, .size = size,
                            .length = old};
    note(record, bytes);
    free(bytes);
}

static int watches(int file) {
    return file >= 0 && file < FILES_MOST && inodes[file];
}

/* Opens, keeping first what O_TRUNC throws away. */
static int open_watched(int from, const char *path, int flags, mode_t mode) {
    char name[PATH_MAX];
    absolute(from, path, name);
    if (log_file < 0 || !is_watched(name)) return REAL(openat)(from, path, flags, mode);
    pthread_mutex_lock(&lock);
    struct stat before;
    int was_there = !stat(name, &before);
    if (was_there && (flags & O_TRUNC) && S_ISREG(before.st_mode)) {
        int old = REAL(open)(name, O_RDONLY | O_CLOEXEC);
        if (old < 0) give_up("opening what is thrown away");
        keep_inode(name, before.st_ino);
        note_bytes(old, 0, UINT64_MAX);
        REAL(close)(old);
    }
    int file = REAL(openat)(from, path, flags, mode), error = errno;
    if (file >= 0) {
        struct stat seen;
        if (file >= FILES_MOST || fstat(file, &seen)) give_up("watching a file");
        if (!was_there) note_entered(name);
        if (S_ISREG(seen.st_mode)) keep_inode(name, seen.st_ino);
        inodes[file] = seen.st_ino;
        is_wal[file] = ends_with(name, "-wal");
    }
    pthread_mutex_unlock(&lock);
    errno = error;
    return file;
}

static mode_t mode_of(int flags, va_list rest) {
    return flags & (O_CREAT | O_TMPFILE) ? va_arg(rest, mode_t) : 0;
}

#define OPEN(name)                                              \
    int name(const char *path, int flags, ...) {                \
        va_list rest;                                           \
        va_start(rest, flags);                                  \
        mode_t mode = mode_of(flags, rest);                     \
        va_end(rest);                                           \
        return open_watched(AT_FDCWD, path, flags, mode);       \
    }
#define OPENAT(name)                                            \
    int name(int from, const char *path, int flags, ...) {      \
        va_list rest;                                           \
        va_start(rest, flags);                                  \
        mode_t mode = mode_of(flags, rest);                     \
        va_end(rest);                                           \
        return open_watched(from, path, flags, mode);           \
    }
OPEN(open)
OPEN(open64)
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
    if (watches(file)) {
        pthread_mutex_lock(&lock);
        inodes[file] = 0;
        pthread_mutex_unlock(&lock);
    }
    return REAL(close)(file);
}

static uint64_t place_of(int file) {
    if (fcntl(file, F_GETFL) & O_APPEND) {
        struct stat seen;
        if (fstat(file, &seen)) give_up("the length of a file");
        return (uint64_t)seen.st_size;
    }
    return (uint64_t)lseek(file, 0, SEEK_CUR);
}

/* Notes what a change overwrites, then makes it, with nothing in between. */
#define CHANGE(file, at, length, call)                          \
    if (!watches(file)) return call;                            \
    pthread_mutex_lock(&lock);                                  \
    note_bytes(file, at, length);                               \
    __typeof__(call) answer = call;                             \
    int error = errno;                                          \
    pthread_mutex_unlock(&lock);                                \
    errno = error;                                              \
    return answer;

static uint64_t sum_of(const struct iovec *parts, int count) {
    uint64_t sum = 0;
    for (int nth = 0; nth < count; nth++) sum += parts[nth].iov_len;
    return sum;
}

ssize_t write(int file, const void *bytes, size_t length) {
    CHANGE(file, place_of(file), length, REAL(write)(file, bytes, length))
}
ssize_t writev(int file, const struct iovec *parts, int count) {
    CHANGE(file, place_of(file), sum_of(parts, count), REAL(writev)(file, parts, count))
}
ssize_t pwrite(int file, const void *bytes, size_t length, off_t at) {
    CHANGE(file, (uint64_t)at, length, REAL(pwrite)(file, bytes, length, at))
}
ssize_t pwrite64(int file, const void *bytes, size_t length, off64_t at) {
    CHANGE(file, (uint64_t)at, length, REAL(pwrite64)(file, bytes, length, at))
}
ssize_t pwritev(int file, const struct iovec *parts, int count, off_t at) {
    CHANGE(file, (uint64_t)at, sum_of(parts, count), REAL(pwritev)(file, parts, count, at))
}
int ftruncate(int file, off_t size) {
    CHANGE(file, (uint64_t)size, UINT64_MAX, REAL(ftruncate)(file, size))
}
int ftruncate64(int file, off64_t size) {
    CHANGE(file, (uint64_t)size, UINT64_MAX, REAL(ftruncate64)(file, size))
}
int posix_fallocate(int file, off_t at, off_t length) {
    CHANGE(file, (uint64_t)at, 0, REAL(posix_fallocate)(file, at, length))
}
int fallocate(int file, int mode, off_t at, off_t length) {
    CHANGE(file, (uint64_t)at, (uint64_t)length, REAL(fallocate)(file, mode, at, length))
}

/* Only what was written before the sync began is on the disk, and only once it has ended. */
static int sync_watched(int file, int (*sync)(int)) {
    if (!watches(file)) return sync(file);
    if (all_lie || (wal_lies && is_wal[file])) return 0;
    pthread_mutex_lock(&lock);
    struct record record = {.kind = SYNCED, .inode = inodes[file], .other = records};
    pthread_mutex_unlock(&lock);
    nanosleep(&delay, NULL);
    int answer = sync(file), error = errno;
    if (!answer) {
        pthread_mutex_lock(&lock);
        note(record, NULL);
        pthread_mutex_unlock(&lock);
    }
    errno = error;
    return answer;
}
int fsync(int file) { return sync_watched(file, REAL(fsync)); }
int fdatasync(int file) { return sync_watched(file, REAL(fdatasync)); }

int unlinkat(int from, const char *path, int flags) {
    char name[PATH_MAX];
    absolute(from, path, name);
    if (log_file < 0 || !is_watched(name)) return REAL(unlinkat)(from, path, flags);
    pthread_mutex_lock(&lock);
    note_leaving(name);
    int answer = REAL(unlinkat)(from, path, flags), error = errno;
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}
int unlink(const char *path) { return unlinkat(AT_FDCWD, path, 0); }

int renameat(int from, const char *path, int to, const char *next) {
    char old[PATH_MAX], new[PATH_MAX];
    absolute(from, path, old);
    absolute(to, next, new);
    if (log_file < 0 || !is_watched(old) || !is_watched(new))
        return REAL(renameat)(from, path, to, next);
    pthread_mutex_lock(&lock);
    note_leaving(new);
    note_leaving(old);
    int answer = REAL(renameat)(from, path, to, next), error = errno;
    if (!answer) note_entered(new);
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}
int rename(const char *path, const char *next) {
    return renameat(AT_FDCWD, path, AT_FDCWD, next);
}

int linkat(int from, const char *path, int to, const char *next, int flags) {
    char new[PATH_MAX];
    absolute(to, next, new);
    if (log_file < 0 || !is_watched(new)) return REAL(linkat)(from, path, to, next, flags);
    pthread_mutex_lock(&lock);
    int answer = REAL(linkat)(from, path, to, next, flags), error = errno;
    if (!answer) note_entered(new);
    pthread_mutex_unlock(&lock);
    errno = error;
    return answer;
}
int link(const char *path, const char *next) {
    return linkat(AT_FDCWD, path, AT_FDCWD, next, 0);
}

/* Bytes written through memory are not seen here. */
static void refuse_map(int file, int access, int flags) {
    if (watches(file) && (access & PROT_WRITE) && (flags & MAP_SHARED) == MAP_SHARED) {
        errno = ENOTSUP;
        give_up("a watched file is written through memory");
    }
}
void *mmap(void *at, size_t length, int access, int flags, int file, off_t from) {
    refuse_map(file, access, flags);
    return REAL(mmap)(at, length, access, flags, file, from);
}
void *mmap64(void *at, size_t length, int access, int flags, int file, off64_t from) {
    refuse_map(file, access, flags);
    return REAL(mmap64)(at, length, access, flags, file, from);
}
