// The lettering on the map.
export const font = '"Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif';

// Writes a text with an edge in the colour of the background, so that it can be read over points.
export function write(context, text, x, y) {
  context.strokeText(text, x, y);
  context.fillText(text, x, y);
}

// Prepares the context for texts of one kind.
export function prepare(context, { style, edge, background, colour }) {
  context.font = `${style} ${font}`;
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  context.lineWidth = edge;
  context.strokeStyle = background;
  context.fillStyle = colour;
}
