// Bytes and positions in the messages of the server.
export function bytesOf(base64) {
  return Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
}

// Returns x and y of each point, as 16-bit integers in units of its frame.
export function pointsOf(base64) {
  return new Int16Array(bytesOf(base64).buffer);
}
