import type { AnalyzedCall, Currency, Finding, Report } from '../model.ts';
import { plainText, type Cell, type Section } from './cells.ts';
import { basisLine, headline, priceLine } from './rows.ts';
import { inEnglish } from './say.ts';
import { sectionsOf } from './sections.ts';
import { costWords, modelWords, money, moneyRange } from './wording.ts';

/** Rows of a section that a page shows; comments on a pull request are limited to 65,536 characters. */
const shownRows = 50;

/** The report for a pull request or a wiki. */
export function renderMarkdown(report: Report): string {
  return sectionsAsMarkdown('LLM cost report', headline(report), sectionsOf(report), priceLine(report), basisLine(report));
}

/** Tables below a heading and a sentence in bold; `last` stands below them. */
export function sectionsAsMarkdown(title: string, lead: string, sections: readonly Section[], last: string, note = ''): string {
  const lines = [`## ${title}`, '', `**${escape(lead)}**`, '', escape(note), ''];
  for (const section of sections) {
    lines.push(`### ${escape(section.title)}`, '', ...(section.note ? [escape(section.note), ''] : []), ...table(section), '');
    if (section.rows.length > shownRows) lines.push(`… and ${section.rows.length - shownRows} more.`, '');
  }
  lines.push(escape(last));
  return `${lines.filter((line, i) => line !== '' || lines[i - 1] !== '').join('\n')}\n`;
}

/** One call as an item of a list. */
export function callAsMarkdown(analyzed: AnalyzedCall, currency?: Currency): string {
  const { call, cost, monthly } = analyzed;
  const month = monthly ? `${money(monthly.expected, currency)} per month (${moneyRange(monthly, currency)})` : 'volume not declared';
  return `- \`${call.file}\`${call.function === null ? '' : ` \`${call.function}\``}: **${costWords(cost, inEnglish, currency)}** per call, ${modelWords(analyzed)}, ${call.api}, ${month}\n`;
}

/** One finding as an item of a list. @param line 1-based. */
export function findingAsMarkdown(finding: Finding, path: string, line: number): string {
  return `- \`${path}:${line}\` [${finding.id}](${finding.documentation}): ${escape(finding.message)}\n`;
}

function table(section: Section): readonly string[] {
  const used = section.head.map((_, i) => i).filter((i) => section.rows.some((row) => (row[i]?.text ?? '') !== ''));
  return [
    `| ${used.map((i) => escape(section.head[i] ?? '')).join(' | ')} |`,
    `|${used.map(() => ' --- |').join('')}`,
    ...section.rows.slice(0, shownRows).map((row) => `| ${used.map((i) => shown(row[i])).join(' | ')} |`),
  ];
}

/** Places as code, words that ask for action in bold. */
function shown(cell: Cell | undefined): string {
  if (!cell || cell.text === '') return '';
  if (cell.place && /[./\\]/.test(cell.text)) return `\`${cell.text.replaceAll(/[`\r\n]/g, ' ').replaceAll('|', '\\|')}\``;
  return cell.tone === 'bad' ? `**${escape(plainText(cell))}**` : escape(plainText(cell));
}

function escape(text: string): string {
  return text.replaceAll(/[|<>\\`*_[\]#]/g, (mark) => `\\${mark}`).replaceAll(/\r?\n/g, ' ');
}
