// Records the replay of the live page as a film.
import { Film } from './film.js';
import { saveBlob } from './studio.js';

// The minimum and maximum number of milliseconds between two pictures of a film: about 30 pictures a second on a screen that shows 60. A page that is not visible draws nothing,
// which is not seen in the film.
const minGap = 30;
const maxGap = 250;

// Plays the replay from its first frame, which is shown on the canvas of the map, and saves a film of it. play returns a promise that is
// fulfilled at the end of the replay. While the encoder is busy, pictures are left out, but not the first and the last one.
export async function saveReplay(name, canvas, map, play) {
  await pointsStopped(map);
  const film = await Film.of(canvas);
  if (!film) {
    throw new Error('The browser has no encoder for films of this size.');
  }

  try {
    let previous = performance.now();
    let time = 0;
    await film.add(time);
    let isPlaying = true;
    const ended = () => {
      isPlaying = false;
    };
    const playing = play();
    playing.then(ended, ended);
    while (isPlaying || map.isDrawing) {
      await new Promise(requestAnimationFrame);
      const now = performance.now();
      if (now - previous >= minGap) {
        time += Math.min(now - previous, maxGap);
        previous = now;
        await film.add(time);
      }
    }

    await playing;
    await film.add(time + minGap);
    saveBlob(name, await film.end());
  } finally {
    film.close();
  }
}

// Waits until the points have stopped.
async function pointsStopped(map) {
  do {
    await new Promise(requestAnimationFrame);
  } while (map.isDrawing);
}
