/**
 * What V8 is told when an engine process starts. Its live objects are few (numbers lie outside the heap), but a sweep of
 * a million short runs makes garbage fast, and without a limit V8 lets it grow to most of a gigabyte before it collects.
 */
export const ENGINE_PROCESS_FLAGS = ['--max-old-space-size=128', '--max-semi-space-size=8'];
