/*
 * Runs an addon that was built for Node-API 10 on an older runtime.
 *
 * Since version 10 a napi_ref may refer to any value; before, to objects and functions alone, and napi_create_reference
 * fails for the strings that better-sqlite3 13 keeps. Preloaded into the runtime, this library opens every .node file
 * from a private copy in which the names of the three reference calls are changed (napi_ to napx_, the same length), so
 * that they bind to the functions below. These put any other value into an object of one element and refer to that.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct napi_env__ *napi_env;
typedef struct napi_value__ *napi_value;
typedef struct napi_ref__ *napi_ref;
typedef int napi_status;

enum { NAPI_OK = 0, NAPI_GENERIC_FAILURE = 9 };
enum { TYPE_OBJECT = 6, TYPE_FUNCTION = 7 };

/* Weak: a process of the runtime that has no Node in it lacks them. */
extern napi_status napi_create_reference(napi_env, napi_value, uint32_t, napi_ref *) __attribute__((weak));
extern napi_status napi_get_reference_value(napi_env, napi_ref, napi_value *) __attribute__((weak));
extern napi_status napi_delete_reference(napi_env, napi_ref) __attribute__((weak));
extern napi_status napi_typeof(napi_env, napi_value, int *) __attribute__((weak));
extern napi_status napi_create_object(napi_env, napi_value *) __attribute__((weak));
extern napi_status napi_set_element(napi_env, napi_value, uint32_t, napi_value) __attribute__((weak));
extern napi_status napi_get_element(napi_env, napi_value, uint32_t, napi_value *) __attribute__((weak));

/* References whose value sits in a box. A few dozen an addon and thread: a list will do. */
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static napi_ref *boxes;
static size_t box_count, box_room;

static int remember(napi_ref ref) {
  int done = 1;
  pthread_mutex_lock(&guard);
  if (box_count == box_room) {
    size_t room = box_room ? 2 * box_room : 64;
    napi_ref *moved = realloc(boxes, room * sizeof *moved);
    if (moved) {
      boxes = moved;
      box_room = room;
    } else {
      done = 0;
    }
  }
  if (done) boxes[box_count++] = ref;
  pthread_mutex_unlock(&guard);
  return done;
}

/* Whether the reference is to a box; if `forget`, it is none from now on. */
static int is_box(napi_ref ref, int forget) {
  int found = 0;
  pthread_mutex_lock(&guard);
  for (size_t i = 0; i < box_count && !found; i++) {
    if (boxes[i] != ref) continue;
    found = 1;
    if (forget) boxes[i] = boxes[--box_count];
  }
  pthread_mutex_unlock(&guard);
  return found;
}

napi_status napx_create_reference(napi_env env, napi_value value, uint32_t initial, napi_ref *out) {
  int type;
  napi_value box;
  napi_status status = napi_typeof(env, value, &type);
  if (status != NAPI_OK) return status;
  if (type == TYPE_OBJECT || type == TYPE_FUNCTION) return napi_create_reference(env, value, initial, out);
  if ((status = napi_create_object(env, &box)) != NAPI_OK) return status;
  if ((status = napi_set_element(env, box, 0, value)) != NAPI_OK) return status;
  if ((status = napi_create_reference(env, box, initial, out)) != NAPI_OK) return status;
  return remember(*out) ? NAPI_OK : NAPI_GENERIC_FAILURE;
}

napi_status napx_get_reference_value(napi_env env, napi_ref ref, napi_value *out) {
  napi_status status = napi_get_reference_value(env, ref, out);
  if (status != NAPI_OK || *out == NULL || !is_box(ref, 0)) return status;
  return napi_get_element(env, *out, 0, out);
}

napi_status napx_delete_reference(napi_env env, napi_ref ref) {
  is_box(ref, 1);
  return napi_delete_reference(env, ref);
}

static const char *const renamed[] = {
  "napi_create_reference", "napi_get_reference_value", "napi_delete_reference",
};

/* The descriptor of an anonymous file with the addon's bytes and the names changed, or -1. */
static int changed_copy(const char *path) {
  int copy = -1;
  int addon = open(path, O_RDONLY | O_CLOEXEC);
  if (addon < 0) return -1;
  struct stat info;
  char *bytes = MAP_FAILED;
  if (fstat(addon, &info) == 0 && info.st_size > 0)
    bytes = mmap(NULL, info.st_size, PROT_READ | PROT_WRITE, MAP_PRIVATE, addon, 0);
  close(addon);
  if (bytes == MAP_FAILED) return -1;
  char *end = bytes + info.st_size;
  for (size_t i = 0; i < sizeof renamed / sizeof *renamed; i++) {
    size_t length = strlen(renamed[i]);
    for (char *at = bytes; (at = memmem(at, end - at, renamed[i], length)) != NULL; at += length) at[3] = 'x';
  }
  copy = memfd_create("addon.node", MFD_CLOEXEC);
  for (char *at = bytes; copy >= 0 && at < end;) {
    ssize_t written = write(copy, at, end - at);
    if (written > 0) {
      at += written;
    } else {
      close(copy);
      copy = -1;
    }
  }
  munmap(bytes, info.st_size);
  return copy;
}

void *dlopen(const char *path, int flags) {
  static void *(*real_dlopen)(const char *, int);
  if (!real_dlopen) real_dlopen = (void *(*)(const char *, int))dlsym(RTLD_NEXT, "dlopen");
  const char *ending = path ? strrchr(path, '.') : NULL;
  if (ending && strcmp(ending, ".node") == 0 && napi_typeof) {
    int copy = changed_copy(path);
    if (copy >= 0) {
      /* Stays open: the name must lead to this addon as long as the process lives. */
      char name[32];
      snprintf(name, sizeof name, "/proc/self/fd/%d", copy);
      return real_dlopen(name, flags);
    }
  }
  return real_dlopen(path, flags);
}
