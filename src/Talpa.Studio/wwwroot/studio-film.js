// Records an animated SVG, as the lesson exports it, as a film in WebM.
import { canFilm, Film } from './film.js';
import { saveBlob } from './studio.js';

// Pixels for a unit of the picture.
const scale = 2;

// Plays the animation once and saves it. Returns whether the browser can record films. Throws if recording fails.
export async function saveFilm(name, text) {
  if (!canFilm()) {
    return false;
  }

  const svg = new DOMParser().parseFromString(text, 'image/svg+xml').documentElement;
  const canvas = document.createElement('canvas');
  canvas.width = scale * svg.viewBox.baseVal.width;
  canvas.height = scale * svg.viewBox.baseVal.height;
  svg.setAttribute('width', canvas.width);
  svg.setAttribute('height', canvas.height);
  const movements = movementsOf(svg);
  const context = canvas.getContext('2d');
  let picture = await pictureAt(svg, movements, 0);
  const draw = () => context.drawImage(picture, 0, 0);
  draw();
  const film = new Film(canvas);
  try {
    await film.hold(draw);
    const duration = Math.max(...movements.map(movement => movement.duration));
    const start = performance.now();
    for (let time = 0; time < duration; time = (performance.now() - start) / 1000) {
      picture = await pictureAt(svg, movements, time);
      await new Promise(requestAnimationFrame);
      draw();
    }

    picture = await pictureAt(svg, movements, duration);
    await film.hold(draw);
  } catch (fault) {
    await film.end();
    throw fault;
  }

  saveBlob(name, await film.end());
  return true;
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
