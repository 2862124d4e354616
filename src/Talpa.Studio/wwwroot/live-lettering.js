// The lettering on the map: the words beside their points, and the names of parts of the map.
const font = '"Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif';

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

// The places of the names of regions that are on the map and do not overlap; those of larger regions come first.
export function placeRegions({ context, box, regions }) {
  const placed = [];
  context.font = `700 14px ${font}`;
  for (const { name, at: [x, y] } of regions) {
    const width = context.measureText(name).width;
    const [left, top] = [Math.min(Math.max(x - width / 2, 6), box.width - width - 6), y - 8];
    const isFree = placed.every(other => left > other.left + other.width + 6 || left + width + 6 < other.left || top > other.top + 20 || top + 20 < other.top);
    if (isFree && x > 0 && y > 0 && x < box.width && y < box.height) {
      placed.push({ name, left, top, width });
    }
  }

  return placed;
}

export function paintRegions({ context, ink }, names) {
  prepare(context, { style: '700 14px', edge: 5, background: ink.background, colour: ink.text });
  for (const { name, left, top } of names) {
    write(context, name, left, top);
  }
}

export function paintLabels({ context, ink, box, marks, positionOf, isZoomed, hovered, cursor, words, positions, count, labels }, regions) {
  prepare(context, { style: '12.5px', edge: 3.5, background: ink.background, colour: ink.quiet });
  const important = new Set([hovered, cursor, ...marks.figure, marks.chosen, ...marks.neighbours, ...marks.followed, ...[...marks.selected].slice(0, 30)]
    .filter(index => positionOf(index)));
  const wanted = [...important].map(index => ({ index, important: true }));

  // With an answer on the whole map, only its words are labelled.
  const hasAnswer = (marks.chosen >= 0 || marks.figure.length > 0) && !isZoomed;
  for (let i = 0, candidates = 0; i < count && candidates < 400 && !hasAnswer; i++) {
    const at = positionOf(i);
    if (at && at[0] > 0 && at[1] > 0 && at[0] < box.width && at[1] < box.height) {
      candidates++;
      wanted.push({ index: i, important: false });
    }
  }

  for (const label of labels.place(context, wanted, words, positions, box, regions)) {
    context.globalAlpha = label.important ? 1 : 0.85;
    context.fillStyle = label.important ? ink.text : ink.quiet;
    write(context, label.text, label.left, label.top);
  }

  context.globalAlpha = 1;
}
