import * as vscode from 'vscode';
import { outputMeters, type AnalyzedCall, type CostLine, type Currency, type Finding, type Picodollars } from '../model.ts';
import { rateWords } from '../report/currency.ts';
import { listWords, outputReason, requestCount, runWords, staticWords, turnWords } from '../report/estimateWords.ts';
import { basisWords, checkedWords, costWords, modelWords, money, moneyRange, tokens, tokensRange } from '../report/wording.ts';
import { commandLink } from './reveal.ts';
import { say } from './say.ts';

/** Meters whose rate is for one, not for a million. */
const perOne: ReadonlySet<CostLine['meter']> = new Set(['request', 'image', 'minute', 'page', 'search', 'fileSearch']);
const gap = '&nbsp;&nbsp;&nbsp;';
/** Rows of a list before the rest is only counted. */
const listLimit = 12;

/** Everything from user code is escaped, and only these commands may be run from a hover. */
const hoverCommands = [
  'llmcost.declareVolume',
  'llmcost.declareTokens',
  'llmcost.declareModel',
  'llmcost.goTo',
  'llmcost.applyFix',
  'llmcost.openReport',
  'llmcost.copyCall',
];

/**
 * The formula behind a call's number: what it costs, by which price, how often, what is sent, and how all of that was found.
 * @param isTold whether the words of a finding stand beside the hover already; then only its fix is offered.
 */
export function hoverText(
  analyzed: AnalyzedCall,
  uri: vscode.Uri,
  findings: readonly Finding[] = [],
  currency?: Currency,
  isTold: (finding: Finding) => boolean = () => false,
): vscode.MarkdownString {
  const { call } = analyzed;
  const out = [
    `${vscode.l10n.t('{0} per call', `**${escape(costWords(analyzed.cost, say, currency))}**`)} · ${escape(modelWords(analyzed, say))} · [${escape(call.api)}](${call.documentation})`,
    '',
    ...costTable(analyzed, uri, currency),
    '',
    ...requestTable(analyzed, uri, currency),
    '',
    ...volume(analyzed, uri, currency),
    '',
    ...priceWords(analyzed, uri, currency),
  ];
  for (const one of findings) {
    const fix = one.fix && commandLink(escape(one.fix.title), 'llmcost.applyFix', uri.toString(), one.id, call.id);
    const icon = one.severity === 'information' || one.severity === 'hint' ? 'info' : 'warning';
    if (!isTold(one)) out.push('', `$(${icon}) ${escape(one.message)}${fix ? ` ${fix}` : ''}`);
    else if (fix) out.push('', `$(lightbulb) ${fix}`);
  }
  const sizes = [staticWords(analyzed.tokens, say), outputReason(analyzed, say)].filter((words) => words !== '');
  if (sizes.length > 0) out.push('', `${escape(sizes.join('; '))}.`);
  out.push('', ...promptTable(analyzed), '', ...trail(analyzed, uri));
  out.push(
    '',
    [
      commandLink(vscode.l10n.t('Workspace report'), 'llmcost.openReport'),
      commandLink(vscode.l10n.t('Copy as Markdown'), 'llmcost.copyCall', uri.toString(), call.id),
    ].join(' · '),
  );
  const text = new vscode.MarkdownString(out.join('\n'), true);
  text.isTrusted = { enabledCommands: hoverCommands };
  return text;
}

function costTable(analyzed: AnalyzedCall, uri: vscode.Uri, currency: Currency | undefined): readonly string[] {
  const { cost, call } = analyzed;
  if (cost.state !== 'priced') {
    const near = cost.near.length > 0 ? ` ${vscode.l10n.t('Similar entries, not used')}: ${escape(cost.near.join(', '))}.` : '';
    const declare =
      call.model.state === 'known'
        ? ''
        : ` ${commandLink(vscode.l10n.t('Say which model…'), 'llmcost.declareModel', uri.toString(), call.id)}`;
    return [`${vscode.l10n.t('Not priced')}: ${escape(cost.reason)}.${near}${declare}`];
  }
  const cash = (amount: Picodollars) => money(amount, currency);
  const row = (line: CostLine) =>
    `| ${meterWords()[line.meter]}${shareWords(line)} | ${quantities(line)} | × ${line.rate}${perOne.has(line.meter) ? ` ${vscode.l10n.t('each')}` : ''} | ${cash(line.cost.expected)} | ${gap}${basisLink(analyzed, line, uri)} |`;
  return [
    // The editor's tables have no space between columns.
    `| | ${vscode.l10n.t('tokens: low · **expected** · high')} | ${gap}${vscode.l10n.t('USD per 1M')} | ${gap}${vscode.l10n.t('expected')} | ${gap}${vscode.l10n.t('rests on')} |`,
    '|:--|:--|--:|--:|:--|',
    ...cost.lines.map(row),
    `| **${vscode.l10n.t('together')}** | ${cash(cost.perCall.low)} · **${cash(cost.perCall.expected)}** · ${cash(cost.perCall.high)} | | **${cash(cost.perCall.expected)}** | ${gap}${basisWords(cost.perCall.basis, say)} |`,
    `| ${vscode.l10n.t('1,000 calls')} | ${cash(cost.perCall.low * 1000n)} · **${cash(cost.perCall.expected * 1000n)}** · ${cash(cost.perCall.high * 1000n)} | | ${cash(cost.perCall.expected * 1000n)} | |`,
  ];
}

/** By which price: source and dates, what the team pays instead, the runs behind it, other models that the code may choose. */
function priceWords(analyzed: AnalyzedCall, uri: vscode.Uri, currency: Currency | undefined): readonly string[] {
  const { cost, tokens: estimate } = analyzed;
  if (cost.state !== 'priced') return [];
  const price = `[${escape(cost.price.entry)}](${cost.price.source})${cost.price.effectiveFrom ? ` ${vscode.l10n.t('since {0}', cost.price.effectiveFrom)}` : ''}, ${escape(checkedWords(cost.price, say))}`;
  return [
    `${vscode.l10n.t('Price')}: ${price}${cost.price.modifiers.length > 0 ? `, ${escape(cost.price.modifiers.join(', '))}` : ''}${contracted(cost.price.contracted, uri)}${overruled(cost.price.overrules, uri)}.`,
    ...(cost.price.assumed === undefined ? [] : ['', `${vscode.l10n.t('Assumed')}: ${escape(cost.price.assumed)}.`]),
    ...[
      rateWords(cost.perCall.expected, currency, say),
      listWords(cost, say, currency),
      runWords(cost, estimate, say, currency),
      turnWords(analyzed, say, currency),
    ].flatMap((words) => (words === '' ? [] : ['', `${escape(words)}.`])),
    ...(cost.alternatives.length > 0
      ? [
          '',
          `${vscode.l10n.t('The code may choose between')} ${escape(cost.alternatives.join(', '))}; ${vscode.l10n.t('the range covers them all.')}`,
        ]
      : []),
  ];
}

function meterWords(): Readonly<Record<CostLine['meter'], string>> {
  return {
    input: vscode.l10n.t('input'),
    cacheRead: vscode.l10n.t('cached input'),
    cacheWrite: vscode.l10n.t('cache write'),
    audioInput: vscode.l10n.t('audio input'),
    output: vscode.l10n.t('output'),
    reasoning: vscode.l10n.t('reasoning'),
    imageOutput: vscode.l10n.t('image output'),
    audioOutput: vscode.l10n.t('audio output'),
    request: vscode.l10n.t('requests'),
    image: vscode.l10n.t('images'),
    character: vscode.l10n.t('characters'),
    minute: vscode.l10n.t('minutes'),
    page: vscode.l10n.t('pages'),
    search: vscode.l10n.t('searches'),
    fileSearch: vscode.l10n.t('searches of files'),
  };
}

/** What a call of a helper sends, where it is more than one request: each with a link to where it stands. */
function requestTable({ call, variants }: AnalyzedCall, uri: vscode.Uri, currency: Currency | undefined): readonly string[] {
  if (!call.requests) return [];
  const rows = call.requests.map((one, i) => {
    const cost = variants.find((variant) => variant.request?.index === i)?.cost;
    const [first] = one.oneOf;
    const title =
      first && !first.file.endsWith('.ipynb')
        ? commandLink(escape(one.title), 'llmcost.goTo', uri.toString(), { file: first.file, offset: first.span.start })
        : escape(one.title);
    const times = one.times.low === one.times.high ? String(one.times.high) : `${one.times.low}–${one.times.high}`;
    return `| ${title} | ${escape([...new Set(one.oneOf.map((request) => (request.model.state === 'known' ? request.model.value : request.api)))].join(say(' or ')))} | ${times}${one.each.length > 0 ? ` ${vscode.l10n.t('for each of {0}', escape(one.each.join(say(' and '))))}` : ''} | ${cost ? escape(costWords(cost, say, currency)) : ''} |`;
  });
  return [
    `${vscode.l10n.t('One call sends {0}', requestCount(call, say))}:`,
    '',
    `| | | ${vscode.l10n.t('times')} | ${vscode.l10n.t('each')} |`,
    '|:--|:--|--:|:--|',
    ...rows,
  ];
}

/** Where calls split over models or batch, the line stands for a share of them; of several requests, for one. */
function shareWords({ share, model }: CostLine): string {
  return share === undefined || share === 1
    ? model === undefined
      ? ''
      : `, ${escape(model)}`
    : `, ${Math.round(share * 100)} %${model === undefined ? '' : ` ${escape(model)}`}`;
}

function quantities({ quantity }: CostLine): string {
  return quantity.low === quantity.high
    ? `**${tokens(quantity.expected)}**`
    : `${tokens(quantity.low)} · **${tokens(quantity.expected)}** · ${tokens(quantity.high)}`;
}

/** An assumption can be replaced by what the team knows; a declaration leads to its entry. */
function basisLink(analyzed: AnalyzedCall, line: CostLine, uri: vscode.Uri): string {
  const words = basisWords(line.quantity.basis, say);
  if (line.quantity.basis === 'declared' && analyzed.declared) return originLink(words, analyzed, uri);
  const isCache = line.meter === 'cacheRead' || line.meter === 'cacheWrite';
  if (line.quantity.basis === 'assumed' && isCache && !analyzed.declared?.volume)
    return `${words} ${commandLink('$(edit)', 'llmcost.declareVolume', uri.toString(), analyzed.call.id)}`;
  const key = outputMeters.includes(line.meter) ? 'output' : line.meter === 'request' ? null : 'input';
  return line.quantity.basis === 'assumed' && key
    ? `${words} ${commandLink('$(edit)', 'llmcost.declareTokens', uri.toString(), analyzed.call.id, key)}`
    : words;
}

function originLink(text: string, analyzed: AnalyzedCall, uri: vscode.Uri): string {
  const { declared } = analyzed;
  return declared
    ? commandLink(escape(text), 'llmcost.goTo', uri.toString(), {
        file: declared.origin.file,
        line: declared.origin.line - 1,
        column: declared.origin.column - 1,
        cell: null,
      })
    : escape(text);
}

/** `contracted −12 % (llmcost.yaml:14)`, with a link where it names a place. */
function contracted(text: string | null, uri: vscode.Uri): string {
  if (text === null) return '';
  const place = /^(.*) \(([^():]+:\d+)\)$/.exec(text);
  return place ? `, **${escape(place[1] ?? '')}** (${placeLink(place[2] ?? '', uri)})` : `, **${escape(text)}**`;
}

/** Other prices of the team that cover the model: which of them comes first is written down in docs/prices.md. */
function overruled(places: readonly string[] = [], uri: vscode.Uri): string {
  return places.length > 0 ? `, ${vscode.l10n.t('which comes before {0}', places.map((one) => placeLink(one, uri)).join(', '))}` : '';
}

/** `llmcost.yaml:14` as a link to it. */
function placeLink(place: string, uri: vscode.Uri): string {
  const [, file, line] = /^(.*):(\d+)$/.exec(place) ?? [];
  return commandLink(escape(place), 'llmcost.goTo', uri.toString(), { file, line: Number(line) - 1, column: 0, cell: null });
}

function volume(analyzed: AnalyzedCall, uri: vscode.Uri, currency: Currency | undefined): readonly string[] {
  const { monthly, declared, call } = analyzed;
  if (monthly && declared?.volume)
    return [
      `${vscode.l10n.t('Per month')}: **${money(monthly.expected, currency)}** (${moneyRange(monthly, currency)}), ${originLink(vscode.l10n.t('{0} calls declared', Math.round(declared.volume.expected).toLocaleString('en-US')), analyzed, uri)}${analyzed.owner !== null ? `, ${vscode.l10n.t('owner {0}', escape(analyzed.owner))}` : ''}.`,
    ];
  // Without a price a volume gives no month either.
  if (analyzed.cost.state !== 'priced') return [];
  return [
    `${vscode.l10n.t('Volume not declared')}: ${vscode.l10n.t('no month is guessed')}. ${commandLink(vscode.l10n.t('Declare volume…'), 'llmcost.declareVolume', uri.toString(), call.id)}`,
  ];
}

/** What is sent: static text, each hole with its assumption, tools, overhead. */
function promptTable({ tokens: estimate }: AnalyzedCall): readonly string[] {
  if (estimate.notes.length === 0) return [];
  const rest = estimate.notes.length - listLimit;
  return [
    `| ${vscode.l10n.t('input')} (${escape(estimate.tokenizer)}) | ${gap}${vscode.l10n.t('tokens')} | ${gap}${vscode.l10n.t('rests on')} |`,
    '|:--|--:|:--|',
    ...estimate.notes
      .slice(0, listLimit)
      .map((note) => `| ${escape(note.what)} | ${tokensRange(note.tokens)} | ${gap}${basisWords(note.tokens.basis, say)} |`),
    ...(rest > 0 ? [`| ${vscode.l10n.t('and {0} more', rest)} | | |`] : []),
  ];
}

function trail({ call }: AnalyzedCall, uri: vscode.Uri): readonly string[] {
  if (call.trail.length === 0) return [];
  const link = (step: (typeof call.trail)[number]) =>
    step.span && !step.file.endsWith('.ipynb')
      ? commandLink(escape(step.text), 'llmcost.goTo', uri.toString(), { file: step.file, offset: step.span.start })
      : escape(step.text);
  return [`${vscode.l10n.t('How it was found')}:`, '', ...call.trail.slice(0, listLimit).map((step) => `- ${link(step)}`)];
}

/** Text of users as plain text of Markdown. */
export function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+\-.!|<>~$&]/g, (mark) => `\\${mark}`).replace(/\s+/g, ' ');
}
