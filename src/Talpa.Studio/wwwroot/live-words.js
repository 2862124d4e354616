// The words of the map in the order of their points, and the class of each, which determines its colour.
const bands = 5;

export class Words {
  #groups = null;

  // The words and their ranks by frequency.
  words = [];
  ranks = [];
  classes = new Uint8Array(0);

  get count() {
    return this.words.length;
  }

  get hasGroups() {
    return this.#groups !== null;
  }

  add(words) {
    for (const { word, rank } of words) {
      this.words.push(word);
      this.ranks.push(rank);
    }

    this.#classify();
  }

  // The classes are those of the groups; without groups, those of the frequency.
  group(groups) {
    this.#groups = groups;
    this.#classify();
  }

  #classify() {
    const ofRank = rank => Math.min(bands - 1, Math.floor(Math.log10(Math.max(1, rank))));
    this.classes = Uint8Array.from(this.ranks, (rank, i) => this.#groups ? this.#groups[i] ?? 0 : ofRank(rank));
  }
}
