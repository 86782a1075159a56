/*
 * Compiler attributes behind one door, and the length of an array.
 */
#ifndef DUNGHEN_BASE_COMPILER_H
#define DUNGHEN_BASE_COMPILER_H

#define MUST_USE __attribute__((warn_unused_result))
#define PRINTF_LIKE(fmt, first) __attribute__((format(printf, fmt, first)))
#define NORETURN __attribute__((noreturn))
#define SENTINEL __attribute__((sentinel))

#define ARRAY_LEN(a) (sizeof(a) / sizeof((a)[0]))

#endif
