// Whether files can be opened from the page. Not from a static site; `talpa studio` answers this address with its own yes.
export const canOpen = false;
