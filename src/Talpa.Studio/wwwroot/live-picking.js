// Finds points by their places on the canvas. positions has x and y in pixels for each of the first count points.

// The point nearest to a place; -1 if none is within the distance.
export function nearest(positions, count, x, y, maxDistance) {
  let best = -1;
  let min = maxDistance * maxDistance;
  for (let i = 0; i < count; i++) {
    const [dx, dy] = [positions[2 * i] - x, positions[2 * i + 1] - y];
    const distance = dx * dx + dy * dy;
    if (distance < min) {
      min = distance;
      best = i;
    }
  }

  return best;
}

// The points inside a box.
export function inside(positions, count, { x, y, width, height }) {
  const found = [];
  for (let i = 0; i < count; i++) {
    if (positions[2 * i] >= x && positions[2 * i] <= x + width && positions[2 * i + 1] >= y && positions[2 * i + 1] <= y + height) {
      found.push(i);
    }
  }

  return found;
}

// The nearest point in a direction, one on the canvas; -1 if there is none. Points aside of the direction count as farther.
export function towards(positions, count, [fromX, fromY], [dx, dy], { width, height }) {
  let best = -1;
  let min = Infinity;
  for (let i = 0; i < count; i++) {
    const [x, y] = [positions[2 * i], positions[2 * i + 1]];
    const along = (x - fromX) * dx + (y - fromY) * dy;
    const aside = Math.abs((x - fromX) * dy) + Math.abs((y - fromY) * dx);
    if (along > 3 && along + 3 * aside < min && x > 0 && y > 0 && x < width && y < height) {
      min = along + 3 * aside;
      best = i;
    }
  }

  return best;
}
