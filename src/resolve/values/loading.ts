/** Something that is said of the loaded files (the subclasses of a class, that a file is missing), which more files may change. */
export interface Lookup {
  readonly number: number;
  /** The round of loading in which it was last found to be another; null while that is being found out. */
  changedIn(): number | null;
}

/** All that an answer rests on of what more files may change. There is one object for one set. */
export interface Grounds {
  readonly lookups: readonly Lookup[];
  /** The latest round of loading in which any of it changed. */
  changedIn(): number;
  /** This set and another one. */
  with(other: Grounds): Grounds;
}

/** What rests on more than this is found anew after every round. */
const mostLookups = 64;

/** The sets of an evaluator. @param round counts how often more files were loaded. */
export function createGrounds(round: () => number): {
  /** Rests on nothing that may change. */
  readonly none: Grounds;
  /** Holds for this round only. */
  readonly thisRound: Grounds;
  of(lookup: Lookup): Grounds;
} {
  const known = new Map<string, Grounds>();
  const make = (lookups: readonly Lookup[]): Grounds => {
    const unions = new Map<Grounds, Grounds>();
    let checked = -1;
    let changed = 0;
    const made: Grounds = {
      lookups,
      changedIn() {
        if (checked === round()) return changed;
        let latest = 0;
        for (const one of lookups) {
          const at = one.changedIn();
          if (at === null) return round();
          if (at > latest) latest = at;
        }
        [checked, changed] = [round(), latest];
        return latest;
      },
      with(other) {
        if (other === made || other === none) return made;
        if (made === none || other === thisRound) return other;
        const found = unions.get(other);
        if (found) return found;
        const union = setOf(merged(lookups, other.lookups));
        unions.set(other, union);
        return union;
      },
    };
    return made;
  };
  const setOf = (lookups: readonly Lookup[]): Grounds => {
    if (lookups.length > mostLookups) return thisRound;
    const key = lookups.map((one) => one.number).join(' ');
    const found = known.get(key);
    if (found) return found;
    const made = make(lookups);
    known.set(key, made);
    return made;
  };
  const none = make([]);
  const thisRound: Grounds = { lookups: [], changedIn: round, with: () => thisRound };
  return { none, thisRound, of: (lookup) => setOf([lookup]) };
}

/** Two lists in the order of their numbers as one, each lookup once. */
function merged(a: readonly Lookup[], b: readonly Lookup[]): readonly Lookup[] {
  return [...new Set([...a, ...b])].sort((x, y) => x.number - y.number);
}
