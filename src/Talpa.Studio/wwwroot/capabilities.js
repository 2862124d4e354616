// Whether files can be opened from the page. False in a static site; `talpa studio` serves a script with true at this path.
export const canOpen = false;
