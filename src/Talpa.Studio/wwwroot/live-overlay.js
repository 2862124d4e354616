// Draws over the points: axes, the figure of an analogy, marks, labels, the selection box. A scene has
//   context, ink       the canvas's context, and the colours
//   box, middle        the canvas's size, and the position of the origin on it
//   words, positions   the words, and x and y in pixels for each of the first count of them
//   positionOf         the position of a word by its index; null if it has none
//   isZoomed           whether a part of the map is shown
//   marks              { chosen, neighbours, shared, followed, figure, selected }; shared ones are neighbours in another map too: indices of words
//   decoration         { ends }: the words at the ends of the axes, { left, right, bottom, top }
//   regions            the names of parts of the map: { name, x, y }, in pixels
//   hovered, cursor, drawnBox, labels
export function paintOverlay(scene) {
  paintAxes(scene);
  paintFigure(scene);
  paintMarks(scene);
  const names = placeNames(scene);
  paintLabels(scene, names);
  paintNames(scene, names);
  paintEnds(scene);
  paintBox(scene);
}

const font = '"Segoe UI", "Helvetica Neue", Helvetica, Arial, "Liberation Sans", system-ui, sans-serif';

function paintAxes({ context, ink, box, middle, decoration, regions }) {
  if (regions.length > 0) {
    // Coordinates of a map of neighbourhoods have no meaning.
    return;
  }

  const [x, y] = middle;
  context.strokeStyle = ink.axis;
  context.globalAlpha = 0.7;
  context.lineWidth = 1;
  context.beginPath();

  // The height of a word is its rank where there is one axis: then 0 has no meaning.
  if (!decoration.ends || decoration.ends.top) {
    context.moveTo(0, Math.round(y) + 0.5);
    context.lineTo(box.width, Math.round(y) + 0.5);
  }

  context.moveTo(Math.round(x) + 0.5, 0);
  context.lineTo(Math.round(x) + 0.5, box.height);
  context.stroke();
  context.globalAlpha = 1;
}

// The parallelogram of an analogy: arrows from a to b and from c to the answer.
function paintFigure({ context, ink, marks, positionOf }) {
  const corners = marks.figure.map(positionOf);
  if (corners.length !== 4 || corners.includes(null)) {
    return;
  }

  const [a, b, c, d] = corners;
  const line = (from, to, colour, dash, width) => {
    context.strokeStyle = colour;
    context.lineWidth = width;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    context.setLineDash([]);
  };
  const arrow = (from, to) => {
    line(from, to, ink.secondary, [], 2.5);
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    context.fillStyle = ink.secondary;
    context.beginPath();
    context.moveTo(...to);
    context.lineTo(to[0] - 11 * ux - 5 * uy, to[1] - 11 * uy + 5 * ux);
    context.lineTo(to[0] - 11 * ux + 5 * uy, to[1] - 11 * uy - 5 * ux);
    context.fill();
  };
  line(a, c, ink.primary, [5, 4], 1.5);
  line(b, d, ink.primary, [5, 4], 1.5);
  arrow(a, b);
  arrow(c, d);
}

function paintMarks({ context, ink, marks, positionOf, hovered, cursor }) {
  const ring = (index, colour, radius, width, filled) => {
    const at = positionOf(index);
    if (at) {
      context.beginPath();
      context.arc(at[0], at[1], radius, 0, 2 * Math.PI);
      context.lineWidth = width;
      context.strokeStyle = filled ? ink.background : colour;
      context.fillStyle = colour;
      if (filled) {
        context.fill();
      }

      context.stroke();
    }
  };
  const chosen = positionOf(marks.chosen);
  if (chosen) {
    context.strokeStyle = ink.primary;
    context.globalAlpha = 0.35;
    context.lineWidth = 1;
    context.beginPath();
    for (const neighbour of marks.neighbours.map(positionOf).filter(at => at)) {
      context.moveTo(...chosen);
      context.lineTo(...neighbour);
    }

    context.stroke();
    context.globalAlpha = 1;
  }

  const many = marks.selected.size > 40;
  marks.selected.forEach(index => ring(index, ink.secondary, many ? 2 : 4, many ? 1 : 1.5, false));
  marks.followed.forEach(index => ring(index, ink.secondary, 5, 1.5, true));
  marks.neighbours.forEach(index => ring(index, ink.primary, 4, 1.5, true));
  marks.shared.forEach(index => ring(index, ink.secondary, 5, 1.5, true));
  marks.figure.forEach(index => ring(index, ink.secondary, 5, 1.5, true));
  ring(marks.chosen, ink.primary, 6.5, 2, true);
  ring(hovered, ink.text, 6, 1.5, false);
  ring(cursor, ink.text, 9, 2, false);
}

// The places of the names of regions that are on the map and do not overlap; those of larger regions come first.
function placeNames({ context, box, regions }) {
  const placed = [];
  context.font = `700 14px ${font}`;
  for (const { name, x, y } of regions) {
    const width = context.measureText(name).width;
    const [left, top] = [Math.min(Math.max(x - width / 2, 6), box.width - width - 6), y - 8];
    const isFree = placed.every(other => left > other.left + other.width + 6 || left + width + 6 < other.left || top > other.top + 20 || top + 20 < other.top);
    if (isFree && x > 0 && y > 0 && x < box.width && y < box.height) {
      placed.push({ name, left, top, width });
    }
  }

  return placed;
}

function paintNames({ context, ink }, names) {
  context.font = `700 14px ${font}`;
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  context.lineWidth = 5;
  context.strokeStyle = ink.background;
  context.fillStyle = ink.text;
  for (const { name, left, top } of names) {
    context.strokeText(name, left, top);
    context.fillText(name, left, top);
  }
}

function paintLabels({ context, ink, box, marks, positionOf, isZoomed, hovered, cursor, words, positions, count, labels }, names) {
  context.font = `12.5px ${font}`;
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  const important = new Set([hovered, cursor, ...marks.figure, marks.chosen, ...marks.neighbours, ...marks.followed, ...[...marks.selected].slice(0, 30)]
    .filter(index => index >= 0 && index < count));
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

  for (const label of labels.place(context, wanted, words, positions, box, names)) {
    context.globalAlpha = label.important ? 1 : 0.85;
    context.lineWidth = 3.5;
    context.strokeStyle = ink.background;
    context.fillStyle = label.important ? ink.text : ink.quiet;
    context.strokeText(label.text, label.left, label.top);
    context.fillText(label.text, label.left, label.top);
  }

  context.globalAlpha = 1;
}

// The words at the ends of the axes, at the edges of the map; the upper one below the buttons.
function paintEnds({ context, ink, box, decoration }) {
  const { left, right, bottom, top } = decoration.ends ?? {};
  const below = box.width < 560 ? 84 : 48;
  const write = (text, x, y, align) => {
    context.textAlign = align;
    context.strokeText(text, x, y);
    context.fillText(text, x, y);
  };
  const short = word => word.length > 18 ? word.slice(0, 17) + '…' : word;
  context.font = `600 15px ${font}`;
  context.textBaseline = 'top';
  context.lineJoin = 'round';
  context.lineWidth = 5;
  context.strokeStyle = ink.background;
  context.fillStyle = ink.secondary;
  if (left) {
    write(`← ${short(left)}`, 10, box.height / 2 - 8, 'left');
    write(`${short(right)} →`, box.width - 10, box.height / 2 - 8, 'right');
  }

  if (top) {
    write(`↑ ${short(top)}`, box.width / 2, below, 'center');
    write(`↓ ${short(bottom)}`, box.width / 2, box.height - 24, 'center');
  }

  context.textAlign = 'left';
}

function paintBox({ context, ink, drawnBox }) {
  if (drawnBox) {
    const { x, y, width, height } = drawnBox;
    context.strokeStyle = ink.secondary;
    context.lineWidth = 1.5;
    context.setLineDash([5, 3]);
    context.strokeRect(x, y, width, height);
    context.setLineDash([]);
  }
}
