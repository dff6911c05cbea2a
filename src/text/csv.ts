/**
 * Rows of a CSV text (RFC 4180: https://www.rfc-editor.org/rfc/rfc4180), each with the 1-based line it begins on. Quotes inside quotes are doubled;
 * line ends may be CRLF or LF; empty lines are left out. A comma, semicolon or tab separates, whichever the first line has most of.
 */
export function parseCsv(text: string): readonly { readonly line: number; readonly fields: readonly string[] }[] {
  const rows: { line: number; fields: string[] }[] = [];
  const head = /^[^\r\n]*/.exec(text)?.[0] ?? '';
  const count = (mark: string) => head.split(mark).length;
  const [separator = ','] = [',', ';', '\t'].toSorted((a, b) => count(b) - count(a));
  let line = 1;
  let fields: string[] = [];
  let start = line;
  let field = '';
  let isQuoted = false;
  const endRow = () => {
    fields.push(field);
    field = '';
    if (fields.length > 1 || fields[0]?.trim() !== '') rows.push({ line: start, fields });
    fields = [];
  };
  for (let i = text.charCodeAt(0) === 0xfeff ? 1 : 0; i < text.length; i++) {
    const mark = text[i] ?? '';
    if (mark === '\n') line++;
    if (isQuoted) {
      if (mark !== '"') field += mark;
      else if (text[i + 1] === '"') field += text[++i] ?? '';
      else isQuoted = false;
    } else if (mark === '"' && field === '') isQuoted = true;
    else if (mark === separator) {
      fields.push(field);
      field = '';
    } else if (mark === '\n') {
      endRow();
      start = line;
    } else if (mark !== '\r') field += mark;
  }
  if (field !== '' || fields.length > 0) endRow();
  return rows;
}
