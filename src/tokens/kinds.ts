import type { TextKind } from '../model.ts';

const cjk = /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]/gu;
const letters = /\p{L}/gu;
const notLatin = /[^\P{L}\p{Script=Latin}]/gu;
const pictures = /\p{Extended_Pictographic}/gu;
/** Words that stand in almost every sentence of the larger European languages other than English. */
const european =
  /\b(?:der|die|das|und|nicht|ist|ein|eine|für|mit|den|von|zu|auf|le|la|les|des|est|une|et|du|en|pour|dans|que|qui|el|los|las|una|un|para|con|por|se|del|de|da|em|os|um|uma|il|che|di|non|della|gli|si|per|het|een|van|dat|niet|te|op|wordt|och|att|som|det|inte|har|og|til|jest|się|nie|na|și|cu|din|au|nu|mai)\b/giu;
const words = /\p{L}+/gu;

/** Characters from which a piece of a program that reads as prose is prose. */
const longPiece = 400;

/** Text in stretches that are likely of one kind: fenced code apart from what is around it, otherwise paragraph by paragraph. Joined they are the text. */
export function stretchesOf(text: string): readonly { readonly text: string; readonly kind: TextKind }[] {
  const out: { text: string; kind: TextKind }[] = [];
  for (const [i, part] of text.split(/(^```[^\n]*\n[^]*?^```[^\n]*$)/m).entries()) {
    if (part === '') continue;
    if (i % 2 === 1) out.push({ text: part, kind: /^```(?:json|jsonc)/i.test(part) ? 'json' : 'code' });
    else {
      const paragraphs = part
        .split(/(?<=\n\s*\n)/)
        .filter((one) => one !== '')
        .map((one) => ({ text: one, kind: kindOf(one) }));
      const whole = kindOf(part);
      // A blank line ends a paragraph of prose, not a program: its short pieces would be taken for prose.
      const isProgram =
        (whole === 'code' || whole === 'json') &&
        paragraphs.every((one) => one.kind === 'code' || one.kind === 'json' || (one.kind === 'prose' && one.text.length < longPiece));
      out.push(...(isProgram ? [{ text: part, kind: whole }] : paragraphs));
    }
  }
  return out;
}

/** The kind of one stretch of text, by what it is made of. */
export function kindOf(text: string): TextKind {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  const all = count(letters);
  const visible = text.replace(/\s/g, '').length;
  if (visible === 0) return 'prose';
  if (count(pictures) > visible * 0.05) return 'emoji';
  if (all > 0 && count(cjk) > all * 0.3) return 'cjk';
  if (all > 0 && count(notLatin) > all * 0.3) return 'scripts';
  if (/^\s*[[{]/.test(text) && /"\s*:/.test(text) && count(/[{}[\]":,]/g) > visible * 0.12) return 'json';
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const codeLines = lines.filter((line) =>
    /[;{}]\s*$|^\s*(?:def|class|import|from|return|const|let|var|function|public|private|if|for|while|export)\b.*[:;{(]\s*$|^\s*[\w.]+\s*=\s*\S|=>|\);?\s*$|^\s*<\/?[A-Za-z!]|^\s*(?:set|echo|cd|fi|done|then|esac|curl|ssh|sudo)\b|\$\(|^\s*(?:SELECT|FROM|(?:LEFT |INNER )?JOIN|WHERE|AND|GROUP BY|ORDER BY|HAVING|INSERT INTO|UPDATE|VALUES|CREATE TABLE)\b/.test(
      line,
    ),
  ).length;
  if (lines.length > 1 && codeLines > lines.length * 0.4) return 'code';
  const markdownLines = lines.filter((line) => /^\s*(?:#{1,6} |[-*+] |\d+\. |> |\|)|\*\*|`/.test(line)).length;
  if (markdownLines > lines.length * 0.4) return 'markdown';
  const total = count(words);
  const foreign = count(/[À-ɏḀ-ỿ]/gu);
  // Vietnamese: so many marks that vocabularies split its words like those of other alphabets.
  if (foreign > all * 0.2) return 'scripts';
  return (total > 4 && count(european) > total * 0.12) || foreign > all * 0.04 ? 'european' : 'prose';
}
