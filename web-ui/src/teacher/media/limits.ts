/** Every bound of pictures and their way to a host, in one place: sizes in bytes or pixels, waits in milliseconds. */

/** The longest side of a picture after it was made smaller: what a 4K digiboard shows on a canvas of 1280 × 720. */
export const MAX_SIDE_PIXELS = 2560;
/**
 * A picture of more is refused before it is decoded: decoded it takes four bytes a pixel, 400 MB, which a tab survives and
 * a board must not be asked for.
 */
export const MAX_PIXELS = 100_000_000;
/** How much of a file is looked at for its kind and its width and height. */
export const HEADER_BYTES = 1024 * 1024;
/** Making one picture smaller may take this long; then it goes as it is. */
export const REDUCE_MILLIS = 30_000;
/** What a host takes, unless its MEDIA_MAX_BYTES says less. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

/** What one device keeps to be uploaded, all its accounts together. */
export const MAX_QUEUED_FILES = 100;
export const MAX_QUEUED_BYTES = 512 * 1024 * 1024;
/** What could not be uploaded for this long is forgotten. */
export const KEPT_MILLIS = 7 * 24 * 3600_000;
/** Uploads at once: one that is large does not hold a small one up. */
export const AT_ONCE = 2;
/** Uploads that have arrived and stay in the list of this page. */
export const MAX_ARRIVED = 30;
/** A connection over which nothing moves for this long is given up; what arrived stays, and it goes on from there. */
export const STALL_MILLIS = 60_000;
/** One attempt at one upload, all hosts together: 256 MiB at 0.6 Mbit/s. */
export const ATTEMPT_MILLIS = 3600_000;
/** How long a description of a picture may be, in characters; a file's name likewise. */
export const MAX_ALT_CHARACTERS = 300;
export const MAX_NAME_CHARACTERS = 200;

/** How often is looked whether all hosts have a file: after 1 s, then ever longer, up to 15 s; for about 4 minutes. */
export const COPIES_LOOKS = 20;
export const COPIES_FIRST_MILLIS = 1000;
export const COPIES_CAP_MILLIS = 15_000;
/** Files of the library that are looked after so at the same time. */
export const COPIES_AT_ONCE = 20;
/** Files, and places of use, that are asked for at once. */
export const PAGE_SIZE = 48;
export const USES_SIZE = 20;
