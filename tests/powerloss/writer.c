/* `writer FOLDER`: writes some files with a sync and some without, then is killed, to show that the
 * shim loses exactly what was not synced. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int make(const char *name, const char *text) {
    int file = open(name, O_RDWR | O_CREAT, 0600);
    if (file < 0 || write(file, text, strlen(text)) < 0) exit(1);
    return file;
}

int main(int count, char **words) {
    if (count != 2 || chdir(words[1])) return 1;
    int folder = open(".", O_RDONLY | O_DIRECTORY);
    /* Synced, with its name; then overwritten, grown and cut short without. */
    int kept = make("kept", "synced synced ");
    int short_one = make("short", "synced synced ");
    int gone = make("gone", "synced");
    int renamed = make("old-name", "synced");
    if (fsync(kept) || fdatasync(short_one) || fsync(gone) || fsync(renamed) || fsync(folder))
        return 1;
    if (pwrite(kept, "LOST", 4, 7) != 4 || pwrite(kept, "LOST", 4, 14) != 4) return 1;
    if (ftruncate(short_one, 3)) return 1;
    /* A folder's sync brings its names, whatever the files hold; a file's brings its bytes by
     * whichever descriptor. */
    make("empty", "never synced");
    make("both", "synced");
    int both = open("both", O_RDWR);
    if (fsync(both) || fsync(folder)) return 1;
    /* A synced file whose name is not is lost with its name. */
    int nameless = make("nameless", "synced");
    if (fsync(nameless)) return 1;
    if (unlink("gone") || rename("old-name", "new-name")) return 1;
    /* Thrown away, then written anew. */
    int again = open("both", O_WRONLY | O_TRUNC);
    if (write(again, "LOST", 4) != 4) return 1;
    kill(getpid(), SIGKILL);
    return 1;
}
