/** Where the source of each code cell stands in the text of a notebook. */
export interface CellPlace {
  /** The texts that the source is made of, in order: one a line as notebooks are saved, or the whole. Offsets are those of the JSON strings, quotes included. */
  readonly strings: readonly JsonText[];
  /** Whether they stand in a list. */
  readonly isList: boolean;
}

/** One JSON string: where it stands, and which stretch of it each character of its value is written by. */
export interface JsonText {
  readonly start: number;
  readonly end: number;
  readonly letters: readonly string[];
}

interface Node {
  readonly start: number;
  readonly end: number;
  readonly items: readonly Node[] | null;
  readonly entries: ReadonlyMap<string, Node> | null;
}

/** Finds the code cells of a notebook in the order in which `notebookSource` numbers them. The text must be JSON that was parsed before. */
export function cellPlaces(json: string): readonly CellPlace[] {
  const root = readNode(json, { at: 0 });
  const sheets = root.entries?.get('cells') ? [root] : (root.entries?.get('worksheets')?.items ?? []);
  return sheets
    .flatMap((sheet) => sheet.entries?.get('cells')?.items ?? [])
    .flatMap((cell) => {
      const type = cell.entries?.get('cell_type');
      if (!type || json.slice(type.start, type.end) !== '"code"') return [];
      const source = cell.entries?.get('source') ?? cell.entries?.get('input');
      const texts = source?.items ?? (source ? [source] : []);
      return [
        {
          strings: texts
            .filter((one) => json[one.start] === '"')
            .map((one) => ({ start: one.start, end: one.end, letters: lettersOf(json.slice(one.start + 1, one.end - 1)) })),
          isList: source?.items != null,
        },
      ];
    });
}

/** What stands between the quotes of a JSON string, cut into what writes one UTF-16 code unit each: https://www.rfc-editor.org/rfc/rfc8259#section-7 */
export function lettersOf(written: string): readonly string[] {
  return written.match(/\\u[0-9a-fA-F]{4}|\\?[^]/g) ?? [];
}

function readNode(json: string, cursor: { at: number }): Node {
  skipSpace(json, cursor);
  const start = cursor.at;
  const opening = json[start];
  const items: Node[] = [];
  const entries = new Map<string, Node>();
  if (opening === '"') skipText(json, cursor);
  else if (opening === '[' || opening === '{') {
    cursor.at++;
    for (skipSpace(json, cursor); cursor.at < json.length && json[cursor.at] !== ']' && json[cursor.at] !== '}'; skipSpace(json, cursor)) {
      if (json[cursor.at] === ',') cursor.at++;
      else if (opening === '[') items.push(readNode(json, cursor));
      else {
        const key = readNode(json, cursor);
        skipSpace(json, cursor);
        cursor.at++;
        entries.set(json.slice(key.start + 1, key.end - 1), readNode(json, cursor));
      }
    }
    cursor.at++;
  } else {
    do cursor.at++;
    while (cursor.at < json.length && !/[\s,\]}]/.test(json[cursor.at] ?? ''));
  }
  return { start, end: cursor.at, items: opening === '[' ? items : null, entries: opening === '{' ? entries : null };
}

function skipSpace(json: string, cursor: { at: number }): void {
  while (/\s/.test(json[cursor.at] ?? '')) cursor.at++;
}

function skipText(json: string, cursor: { at: number }): void {
  cursor.at++;
  while (cursor.at < json.length && json[cursor.at] !== '"') cursor.at += json[cursor.at] === '\\' ? 2 : 1;
  cursor.at++;
}
