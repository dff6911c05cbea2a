import * as vscode from 'vscode';
import type { AnalyzedCall } from '../model.ts';
import { basisWords, costWords, modelWords, money, moneyRange, tokens } from '../report/wording.ts';
import type { Analyses } from './analyses.ts';
import { documents } from './selector.ts';

const meterWords = { input: 'input', cacheRead: 'cached input', cacheWrite: 'cache write', output: 'output', request: 'requests', image: 'images', character: 'characters', minute: 'minutes', page: 'pages', search: 'searches' } as const;

/** The formula behind a call's number, shown over the call. */
export function registerHovers(analyses: Analyses): vscode.Disposable {
  return vscode.languages.registerHoverProvider(documents, {
    provideHover(document, position) {
      if (!vscode.workspace.getConfiguration('llmcost', document.uri).get('hover.enabled', true)) return null;
      const hit = analyses.shown(document).calls.filter((one) => one.range.contains(position)).at(-1);
      return hit ? new vscode.Hover(hoverText(hit.item, document.uri), hit.range) : null;
    },
  });
}

/** Text of a hover: everything from user code is escaped, and only our own command may be run from it. */
export function hoverText(analyzed: AnalyzedCall, uri: vscode.Uri): vscode.MarkdownString {
  const { call, cost, tokens: estimate } = analyzed;
  const lines: string[] = [`**${escape(costWords(cost))}** per call · ${escape(modelWords(analyzed))} · ${escape(call.api)}`, ''];
  if (cost.state === 'priced') {
    lines.push('| meter | tokens (low · expected · high) | USD per 1M | expected | basis |', '|---|---|---|---|---|');
    for (const line of cost.lines) lines.push(`| ${meterWords[line.meter]} | ${tokens(line.quantity.low)} · ${tokens(line.quantity.expected)} · ${tokens(line.quantity.high)} | ${line.rate} | ${money(line.cost.expected)} | ${basisWords[line.quantity.basis]} |`);
    lines.push('', `Together ${money(cost.perCall.expected)}, between ${moneyRange(cost.perCall)} (${basisWords[cost.perCall.basis]}). 1,000 calls: ${money(cost.perCall.expected * 1000n)}.`);
    lines.push('', `Price: [${escape(cost.price.entry)}](${cost.price.source})${cost.price.effectiveFrom ? ` since ${cost.price.effectiveFrom}` : ''}, checked ${cost.price.checkedAt}${cost.price.contracted ? `, ${escape(cost.price.contracted)}` : ''}.`);
  } else lines.push(`Not priced: ${escape(cost.reason)}.${cost.near.length > 0 ? ` Similar entries, not used: ${escape(cost.near.join(', '))}.` : ''}`);
  lines.push('', analyzed.monthly ? `Per month: ${moneyRange(analyzed.monthly)} at the declared volume.` : `Volume not declared. [Declare it](command:llmcost.declareVolume?${encodeURIComponent(JSON.stringify([uri.toString(), call.id]))})`);
  if (estimate.notes.length > 0) lines.push('', `Input (${escape(estimate.tokenizer)}):`, ...estimate.notes.slice(0, 10).map((note) => `- ${escape(note.what)}: ${tokens(note.tokens.low)}–${tokens(note.tokens.high)}, ${basisWords[note.tokens.basis]}`));
  lines.push('', 'How it was found:', ...call.trail.slice(0, 5).map((step) => `- ${escape(step.text)}`));
  const text = new vscode.MarkdownString(lines.join('\n'));
  text.isTrusted = { enabledCommands: ['llmcost.declareVolume'] };
  return text;
}

function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ');
}
