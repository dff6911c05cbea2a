import type { TextKind } from '../model.ts';

const cjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/gu;
const letters = /\p{L}/gu;
/** Words that stand in almost every sentence of the larger European languages other than English. */
const european = /\b(?:der|die|das|und|nicht|ist|ein|eine|für|mit|le|la|les|des|est|une|pour|dans|que|el|los|las|una|para|con|por|il|che|di|een|het|van|och|att|som|jest|się|nie)\b/giu;
const words = /\p{L}+/gu;

/** Text in stretches that are likely of one kind: fenced code apart from what is around it, otherwise paragraph by paragraph. Joined they are the text. */
export function stretchesOf(text: string): readonly { readonly text: string; readonly kind: TextKind }[] {
  const out: { text: string; kind: TextKind }[] = [];
  for (const [i, part] of text.split(/(^```[^\n]*\n[^]*?^```[^\n]*$)/m).entries()) {
    if (part === '') continue;
    if (i % 2 === 1) out.push({ text: part, kind: /^```(?:json|jsonc)/i.test(part) ? 'json' : 'code' });
    else for (const paragraph of part.split(/(?<=\n\s*\n)/)) if (paragraph !== '') out.push({ text: paragraph, kind: kindOf(paragraph) });
  }
  return out;
}

/** The kind of one stretch of text, by what it is made of. */
export function kindOf(text: string): TextKind {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const all = count(letters);
  if (all > 0 && count(cjk) > all * 0.3) return 'cjk';
  const visible = text.replace(/\s/g, '').length;
  if (visible === 0) return 'prose';
  if (/^\s*[[{]/.test(text) && /"\s*:/.test(text) && count(/[{}[\]":,]/g) > visible * 0.12) return 'json';
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const codeLines = lines.filter((line) => /[;{}]\s*$|^\s*(?:def|class|import|from|return|const|let|var|function|public|private|if|for|while|export)\b.*[:;{(]\s*$|^\s*[\w.]+\s*=\s*\S|=>|\);?\s*$|^\s*(?:SELECT|FROM|(?:LEFT |INNER )?JOIN|WHERE|AND|GROUP BY|ORDER BY|HAVING|INSERT INTO|UPDATE|VALUES|CREATE TABLE)\b/.test(line)).length;
  if (lines.length > 1 && codeLines > lines.length * 0.4) return 'code';
  const markdownLines = lines.filter((line) => /^\s*(?:#{1,6} |[-*+] |\d+\. |> |\|)|\*\*|`/.test(line)).length;
  if (markdownLines > lines.length * 0.4) return 'markdown';
  const total = count(words);
  const foreign = count(/[À-ɏḀ-ỿͰ-ϿЀ-ӿ]/gu);
  return (total > 4 && count(european) > total * 0.12) || foreign > all * 0.04 ? 'european' : 'prose';
}
