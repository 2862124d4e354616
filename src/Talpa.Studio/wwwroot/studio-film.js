// Makes a film in WebM of an animated SVG, as the lesson exports it.
import { Film, picturesASecond } from './film.js';
import { saveBlob } from './studio.js';

// Pixels for a unit of the picture.
const scale = 2;

// Draws the pictures of the animation one after the other, each for its time, and saves the film. Returns whether the browser can make films. Throws if that fails.
export async function saveFilm(name, text) {
  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  const canvas = document.createElement('canvas');
  canvas.width = scale * svg.viewBox.baseVal.width;
  canvas.height = scale * svg.viewBox.baseVal.height;
  svg.setAttribute('width', canvas.width);
  svg.setAttribute('height', canvas.height);
  const movements = movementsOf(svg);
  const context = canvas.getContext('2d', { alpha: false });
  const film = await Film.of(canvas);
  if (!film) {
    return false;
  }

  try {
    const duration = Math.max(...movements.map(movement => movement.duration));
    const pictures = Math.ceil(picturesASecond * duration);
    for (let i = 0; i <= pictures; i++) {
      const time = Math.min(i / picturesASecond, duration);
      context.drawImage(await pictureAt(svg, movements, time), 0, 0);
      await film.add(1000 * time);
    }

    saveBlob(name, await film.end());
    return true;
  } finally {
    film.close();
  }
}

// Takes the translations out of a picture: a picture that is drawn on a canvas has no time.
function movementsOf(svg) {
  return [...svg.querySelectorAll('animateTransform')].map(animation => {
    const moved = animation.parentNode;
    const positions = animation.getAttribute('values').split(';').map(position => position.split(' ').map(Number));
    animation.remove();
    return { moved, positions, duration: parseFloat(animation.getAttribute('dur')) };
  });
}

// Returns the picture at a time in seconds. Between two positions movements are linear, as in SVG.
async function pictureAt(svg, movements, time) {
  for (const { moved, positions, duration } of movements) {
    const at = Math.min(time / duration, 1) * (positions.length - 1);
    const before = Math.floor(at);
    const after = Math.min(before + 1, positions.length - 1);
    moved.setAttribute('transform', `translate(${positions[before].map((from, i) => from + (at - before) * (positions[after][i] - from))})`);
  }

  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  return image;
}
