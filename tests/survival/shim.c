/* Stands between a program and the C library (LD_PRELOAD). Once armed it counts what the program does to files under one
   folder, makes the n-th of it fail or kills the program there, and can record all of it for the test of power cuts. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char under[PATH_MAX];
static size_t under_length;
static long count, fail_at;
static int with, from_on, record = -1;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

/* `error` is an errno, or -9 for SIGKILL; `always`: from then on. `log` is a file for the record, or empty. */
void survival_arm(const char *folder, long at, int error, int always, const char *log) {
    snprintf(under, sizeof under, "%s", folder);
    count = 0, fail_at = at, with = error, from_on = always;
    record = *log ? REAL(open)(log, O_WRONLY | O_CREAT | O_TRUNC, 0600) : -1;
    under_length = strlen(under);
}

long survival_count(void) { return count; }

static int is_ours(const char *path) { return under_length && !strncmp(path, under, under_length); }

static int strikes(const char *path) {
    if (!is_ours(path)) return 0;
    count++;
    if (!fail_at || !(count == fail_at || (from_on && count > fail_at))) return 0;
    if (with == -9) kill(getpid(), SIGKILL);
    errno = with;
    return 1;
}

static const char *path_of(int fd, char *into) {
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, into, PATH_MAX - 1);
    into[length < 0 ? 0 : length] = 0;
    char *deleted = strstr(into, " (deleted)");
    if (deleted) *deleted = 0;
    return into;
}

static const char *absolute(const char *path, char *into) {
    if (*path == '/') return path;
    if (!getcwd(into, PATH_MAX)) return path;
    size_t length = strlen(into);
    snprintf(into + length, PATH_MAX - length, "/%s", path);
    return into;
}

/* A record is a line `operation inode offset length path|other`, then `length` bytes. */
static void note(const char *operation, unsigned long inode, long long offset, size_t length, const char *path,
                 const char *other, const void *data) {
    if (record < 0) return;
    char head[2 * PATH_MAX + 100];
    int size = snprintf(head, sizeof head, "%s %lu %lld %zu %s|%s\n", operation, inode, offset, length, path, other);
    int kept = errno;
    if (REAL(write)(record, head, size) < 0 || (length && REAL(write)(record, data, length) < 0)) abort();
    errno = kept;
}

static unsigned long inode_of(int fd) {
    struct stat found;
    return fstat(fd, &found) ? 0 : found.st_ino;
}

static unsigned long inode_at(const char *path) {
    struct stat found;
    return lstat(path, &found) ? 0 : found.st_ino;
}

static int opened(int fd, const char *path, int flags, int was_there) {
    if (fd >= 0 && is_ours(path)) {
        if (!was_there && (flags & O_CREAT)) note("create", inode_of(fd), 0, 0, path, "", "");
        else if (flags & O_TRUNC) note("truncate", inode_of(fd), 0, 0, path, "", "");
    }
    return fd;
}

#define OPEN(name, parameters, directory, arguments)                                                                   \
    int name parameters {                                                                                              \
        mode_t mode = 0;                                                                                               \
        if (flags & (O_CREAT | __O_TMPFILE)) {                                                                         \
            va_list rest;                                                                                              \
            va_start(rest, flags);                                                                                     \
            mode = va_arg(rest, mode_t);                                                                               \
            va_end(rest);                                                                                              \
        }                                                                                                              \
        char place[PATH_MAX];                                                                                          \
        const char *whole = directory == AT_FDCWD ? absolute(path, place) : path;                                      \
        int there = is_ours(whole) && inode_at(whole) != 0;                                                            \
        if ((flags & (O_WRONLY | O_RDWR)) && strikes(whole)) return -1;                                                \
        return opened(REAL(name) arguments, whole, flags, there);                                                      \
    }
OPEN(open, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(open64, (const char *path, int flags, ...), AT_FDCWD, (path, flags, mode))
OPEN(openat, (int at, const char *path, int flags, ...), at, (at, path, flags, mode))
OPEN(openat64, (int at, const char *path, int flags, ...), at, (at, path, flags, mode))

static void written(int fd, long long offset, ssize_t length, const void *data, const char *path) {
    if (length > 0 && is_ours(path)) note("write", inode_of(fd), offset, length, path, "", data);
}

ssize_t write(int fd, const void *data, size_t length) {
    char place[PATH_MAX];
    if (!under_length) return REAL(write)(fd, data, length);
    const char *path = path_of(fd, place);
    if (strikes(path)) return -1;
    long long offset = record < 0 ? 0 : (fcntl(fd, F_GETFL) & O_APPEND) ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
    ssize_t done = REAL(write)(fd, data, length);
    written(fd, offset, done, data, path);
    if (fd == 1 && done > 0) note("said", 0, 0, done, "", "", data);
    return done;
}

#define PWRITE(name, type)                                                                                             \
    ssize_t name(int fd, const void *data, size_t length, type offset) {                                               \
        char place[PATH_MAX];                                                                                          \
        if (!under_length) return REAL(name)(fd, data, length, offset);                                                \
        const char *path = path_of(fd, place);                                                                         \
        if (strikes(path)) return -1;                                                                                  \
        ssize_t done = REAL(name)(fd, data, length, offset);                                                           \
        written(fd, offset, done, data, path);                                                                         \
        return done;                                                                                                   \
    }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* What the kernel copies by itself would be seen by nobody here: the program is told that it can't, and writes it. */
#define COPIED(name, parameters, arguments)                                                                            \
    ssize_t name parameters {                                                                                          \
        char place[PATH_MAX];                                                                                          \
        if (!under_length || !is_ours(path_of(into, place))) return REAL(name) arguments;                              \
        errno = EINVAL;                                                                                                \
        return -1;                                                                                                     \
    }
COPIED(sendfile, (int into, int from, off_t *offset, size_t length), (into, from, offset, length))
COPIED(sendfile64, (int into, int from, off64_t *offset, size_t length), (into, from, offset, length))
COPIED(copy_file_range, (int from, off64_t *at, int into, off64_t *offset, size_t length, unsigned flags),
       (from, at, into, offset, length, flags))

#define ON_FD(name, operation, parameters, arguments, size)                                                            \
    int name parameters {                                                                                              \
        char place[PATH_MAX];                                                                                          \
        if (!under_length) return REAL(name) arguments;                                                                \
        const char *path = path_of(fd, place);                                                                         \
        if (strikes(path)) return -1;                                                                                  \
        int done = REAL(name) arguments;                                                                               \
        if (!done && is_ours(path)) note(operation, inode_of(fd), size, 0, path, "", "");                              \
        return done;                                                                                                   \
    }
ON_FD(fsync, "sync", (int fd), (fd), 0)
ON_FD(fdatasync, "sync", (int fd), (fd), 0)
ON_FD(ftruncate, "truncate", (int fd, off_t length), (fd, length), length)
ON_FD(ftruncate64, "truncate", (int fd, off64_t length), (fd, length), length)

#define ON_PATH(name, operation, parameters, arguments)                                                                \
    int name parameters {                                                                                              \
        char place[PATH_MAX];                                                                                          \
        const char *whole = absolute(path, place);                                                                     \
        unsigned long inode = is_ours(whole) ? inode_at(whole) : 0;                                                    \
        if (strikes(whole)) return -1;                                                                                 \
        int done = REAL(name) arguments;                                                                               \
        if (!done && is_ours(whole)) note(operation, inode ? inode : inode_at(whole), 0, 0, whole, "", "");            \
        return done;                                                                                                   \
    }
ON_PATH(unlink, "unlink", (const char *path), (path))
ON_PATH(rmdir, "unlink", (const char *path), (path))
ON_PATH(mkdir, "mkdir", (const char *path, mode_t mode), (path, mode))

int unlinkat(int at, const char *path, int flags) {
    char place[PATH_MAX], whole[2 * PATH_MAX];
    if (at == AT_FDCWD || *path == '/') snprintf(whole, sizeof whole, "%s", absolute(path, place));
    else snprintf(whole, sizeof whole, "%s/%s", path_of(at, place), path);
    unsigned long inode = is_ours(whole) ? inode_at(whole) : 0;
    if (strikes(whole)) return -1;
    int done = REAL(unlinkat)(at, path, flags);
    if (!done && is_ours(whole)) note("unlink", inode, 0, 0, whole, "", "");
    return done;
}

int rename(const char *path, const char *to) {
    char one[PATH_MAX], two[PATH_MAX];
    const char *from = absolute(path, one), *target = absolute(to, two);
    unsigned long inode = is_ours(target) ? inode_at(from) : 0;
    if (strikes(target)) return -1;
    int done = REAL(rename)(path, to);
    if (!done && is_ours(target)) note("rename", inode, 0, 0, from, target, "");
    return done;
}

int link(const char *path, const char *to) {
    char place[PATH_MAX];
    const char *target = absolute(to, place);
    if (strikes(target)) return -1;
    int done = REAL(link)(path, to);
    if (!done && is_ours(target)) note("create", inode_at(target), 0, 0, target, "", "");
    return done;
}
